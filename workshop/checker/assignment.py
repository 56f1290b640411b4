"""An exercise with all that a check of it needs: put together from the catalogue, the stages and the starters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workshop.catalog import Exercise
from workshop.checker.limits import MODULE, TESTS, Limits
from workshop.starters import starter


@dataclass(frozen=True)
class Assignment:
    """What a check is about."""

    exercise: Exercise
    starter: str
    """The cell as it is shipped; empty: an answer is never unfinished."""
    folders: tuple[Path, ...]
    """Folders of the stage, newest first."""
    tests: Path
    """Folder of the hidden tests."""
    template: Callable[[], Path | None]
    """Makes sure that the stage's database is there."""
    limits: Limits = MODULE


def assignment(exercise: Exercise) -> Assignment:
    """The assignment of an exercise of the course.

    Raises:
        StageError, StarterError: the course is not whole.
    """
    # Late: most of what imports the checker never checks.
    from workshop import stages
    from workshop.stages.template import template

    return Assignment(
        exercise=exercise,
        starter=starter(exercise),
        folders=tuple(stages.path(exercise.stage)),
        tests=exercise.tests,
        template=lambda: template(exercise.stage),
        limits=TESTS if exercise.kind == "tests" else MODULE,
    )
