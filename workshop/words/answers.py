"""Saving an answer, and what to do when that fails."""

_STILL_HERE = "The cell's text is still in the notebook."

DISK_FULL = (
    "The answer was not saved: the disk is full ({path}). "
    + _STILL_HERE
    + " Free some space (in a terminal, `df -h` shows how much there is), then run the cell again."
)
READ_ONLY = (
    "The answer was not saved: {path} may not be written to. "
    + _STILL_HERE
    + " Make that folder writable, or set WORKSHOP_ROOM to one that is, and restart the kernel."
)
NOT_SAVED = "The answer was not saved in {path}: {reason}. " + _STILL_HERE
NOT_TEXT = (
    "The answer was not saved: line {line} of it holds half a character (a lone surrogate), which no file can hold. "
    "Type that place again. " + _STILL_HERE
)
NOT_UTF8 = "{path} is not UTF-8 text. Save it as UTF-8, or run your cell again."
UNREADABLE = "{path} cannot be read: {reason}."
