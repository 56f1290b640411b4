"""The learner's progress: its table, and what to do when its file fails."""

import sqlite3
from pathlib import Path

_UNHARMED = "Your answers are files of their own and are not touched by this."

NEWER = (
    "Progress was not kept: {path} comes from a newer version of this course. Update the course, "
    "or set WORKSHOP_ROOM to another folder. " + _UNHARMED
)
PUT_ASIDE = "The file that held your progress was damaged. It is now {aside}, and a new one is begun. " + _UNHARMED

_FULL = "the disk is full. Free some space, then run the cell again"
_READ_ONLY = "it may not be written to. Make its folder writable, or set WORKSHOP_ROOM to one that is"
_BUSY = "another notebook held it for too long. Run the cell again"

COLUMNS = ("state", "exercise", "title", "part", "attempts", "hints")
PASSED = "✓ passed"
TRIED = "✗ not yet"
OPEN = "· open"
MUST = "must do"
STRETCH = "stretch"
TOTAL = "{passed} of {must} must-do exercises passed. The attempts are all runs that got a verdict, repeats too."


def unusable(path: Path, error: Exception) -> str:
    """Why the file cannot be used now, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        reason = _FULL
    elif code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        reason = _READ_ONLY
    elif code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        reason = _BUSY
    else:
        reason = str(error)
    return f"Progress was not kept in {path}: {reason}. {_UNHARMED}"
