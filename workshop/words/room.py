"""What the room says to the learner."""

from pathlib import Path


def read_only(path: Path) -> str:
    """The room cannot be written to."""
    return (
        f"{path} may not be written to, so your notebooks and answers cannot be kept there. "
        "Name a folder of your own in WORKSHOP_ROOM, or ask whoever owns this one."
    )


def disk_full(path: Path) -> str:
    """There is no space left."""
    return (
        f"The disk that holds {path} is full. Nothing of yours was changed. "
        "Free some space (50 MB are plenty), then run the same command again."
    )


def in_the_way(path: Path) -> str:
    """A file stands where a folder is needed, or the other way round."""
    return (
        f"{path} cannot be used: something else of that name is in the way. Move it, then run the same command again."
    )


def other_error(path: Path, error: OSError) -> str:
    """Any other trouble with the file system."""
    return f"{path} could not be used: {error.strerror or error}. Nothing of yours was changed."


def no_notebooks(folder: Path) -> str:
    """The course's own notebooks are missing."""
    return f"There are no notebooks in {folder}: this is not a whole copy of the course. Clone it again."


def course_damaged(path: str, reason: str) -> str:
    """One of the course's own notebooks cannot be read."""
    return f"The course's own {path} is not a notebook ({reason}). Restore it: git checkout -- {path}"


def copy_damaged(path: str, reason: str) -> str:
    """The learner's copy cannot be read."""
    return (
        f"Your {path} is not a notebook any more ({reason}). It was left as it is. "
        "To get the course's version, rename yours and run `workshop lab` again."
    )


def kept(path: str) -> str:
    """The course has a newer version of a notebook that the learner changed."""
    return f"{path}: the course has a newer version; yours has changes and was kept. To get the new one, rename yours."


def refreshed(path: str) -> str:
    """An unchanged copy was replaced by the course's newer version."""
    return f"{path}: replaced by the course's newer version."


def not_json(line: int, column: int) -> str:
    """Where a file stops being JSON."""
    return f"it stops being JSON at line {line}, column {column}"


NOT_TEXT = "it is not text in UTF-8"
NO_CELLS = "it has no list of cells"
