"""The template database of a stage: its tables with the seed rows, built once and then copied.

It is built in a process of its own (`build_template.py`), because one process holds one stage.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from workshop import course
from workshop.stages import words
from workshop.stages.cache import cache_folder, fingerprint, put
from workshop.stages.environment import clean_environment
from workshop.stages.folders import StageError, path, stage

MODELS = "models.py"
BUILD_SECONDS = 60


def template(number: int, front: Sequence[Path] = ()) -> Path:
    """The template database of a stage, as one SQLite file. Copy it, never open it to write.

    It is kept under a name that is a hash of all that it is made of: the models with what they import, the data,
    the libraries.

    Raises:
        StageError: no such stage, or its models cannot be imported or filled; the message has the traceback.
    """
    folders = path(number, front=front)
    target = cache_folder() / f"{fingerprint(folders, MODELS, course.DATA)}.sqlite"
    if not target.is_file():
        put(target, lambda fresh: _build_in_process(stage(number).id, folders, fresh))
    return target


def _build_in_process(name: str, folders: Sequence[Path], target: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "workshop.stages.build_template", str(target), str(course.DATA)],
        env=clean_environment(folders),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=BUILD_SECONDS,
        check=False,
    )
    if done.returncode:
        raise StageError(words.template_failed(name, done.stderr.strip() or done.stdout.strip()))
