"""The starters: what stands in the exercise cells of the course's own notebooks."""

import functools
import json
import re
from pathlib import Path

from workshop import catalog as courses
from workshop import course
from workshop.catalog import Exercise

_CELL = re.compile(r"%%exercise[ \t]+(?P<id>\S+)[^\n]*\n(?P<body>.*)", re.DOTALL)


class StarterError(LookupError):
    """The course has no starter for an exercise. The course is at fault, never the learner."""


def starter(exercise: Exercise) -> str:
    """The body of the exercise's cell as the course ships it, without its first line, with a line end after its last.

    Raises:
        StarterError: the exercise notebook is missing, is no notebook, or has no cell for it.
    """
    path = course.EXERCISES / f"{courses.catalog().lesson_of(exercise).id}.ipynb"
    try:
        bodies = _bodies(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise StarterError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # not JSON, or JSON of another shape
        raise StarterError(f"{path} is not a notebook: {error}") from error
    if exercise.id not in bodies:
        raise StarterError(f"{path} has no cell that starts with %%exercise {exercise.id}.")
    return bodies[exercise.id]


def split_cell(source: str) -> tuple[str, str] | None:
    """An exercise cell's id and body; None if it is no such cell.

    The body is what the magic is given: a line end stands after its last line.
    """
    found = _CELL.match(source.lstrip("\n"))
    if found is None:
        return None
    body = found["body"]
    return found["id"], body if body.endswith("\n") else body + "\n"


@functools.lru_cache(maxsize=32)
def _bodies(path: Path, changed: int) -> dict[str, str]:
    """The starters of one notebook by exercise. `changed` is there so that an edited notebook is read again.

    Read as JSON: the import of nbformat would take longer than all else that `%load_ext workshop` does.
    """
    notebook = json.loads(path.read_text(encoding="utf-8"))
    sources = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    return dict(cell for cell in map(split_cell, sources) if cell is not None)
