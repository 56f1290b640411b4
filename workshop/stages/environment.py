"""The environment of a stage's process: nothing of the learner's own but what a process needs to live."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from workshop import course
from workshop.stages import words
from workshop.stages.folders import StageError

KEPT = ("PATH", "HOME", "USER", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "APPDATA")


def clean_environment(folders: Sequence[Path], settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Environment variables for a process of a stage whose `sys.path` begins with `folders`.

    Raises:
        StageError: a folder's name cannot stand in PYTHONPATH.
    """
    # The course's own folder comes last: `workshop` is found there where it is not installed.
    entries = [*folders, course.ROOT]
    for entry in entries:
        if os.pathsep in str(entry):
            raise StageError(words.separator_in_path(entry, os.pathsep))
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PYTHONPATH": os.pathsep.join(str(entry) for entry in entries),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
        # The course's folders are never written to; and byte code would hide the second of two saves in one second.
        "PYTHONDONTWRITEBYTECODE": "1",
        # Everything that a stage calls is on loopback. (On a Mac, asking the system for proxies after a fork crashes.)
        "NO_PROXY": "*",
        "TZ": "UTC",
        **(settings or {}),
    }
