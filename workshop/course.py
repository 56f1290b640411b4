"""Where the course and the learner's room are on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The course's own folder (the clone). Nothing here is ever written to while learning."""

NOTEBOOKS = ROOT / "notebooks"
EXERCISES = ROOT / "exercises"
SOLUTIONS = ROOT / "solutions"
HIDDEN_TESTS = ROOT / "tests" / "exercises"
DATA = ROOT / "data"


def room() -> Path:
    """The learner's room: copies of the notebooks, answers, progress.

    `WORKSHOP_ROOM` names another one; tests do so, and never touch the learner's.
    """
    return Path(os.environ.get("WORKSHOP_ROOM") or ROOT / "work").absolute()
