"""Which stages there are, and the folders that a stage is made of.

A stage holds only what it changes. Stage N is the folders of N, N-1, … 1 on `sys.path`: `market` is a namespace
package, and the first folder that has a module wins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop import course
from workshop.stages import words


class StageError(Exception):
    """A stage does not exist, or cannot be loaded, started or built. The message is for the learner."""


@dataclass(frozen=True, order=True)
class Stage:
    """One step of the refactoring."""

    number: int
    id: str
    """The folder's name, as `01_monolith`."""
    folder: Path


def all_stages() -> list[Stage]:
    """The stages that exist, oldest first."""
    folders = course.SOLUTIONS.iterdir() if course.SOLUTIONS.is_dir() else []
    return sorted(
        Stage(int(match[1]), folder.name, folder)
        for folder in folders
        if (match := re.fullmatch(r"(\d\d)_[a-z0-9_]+", folder.name)) and (folder / "market").is_dir()
    )


def stage(number: int) -> Stage:
    """One stage.

    Raises:
        StageError: there is none of that number; the message names those that exist.
    """
    stages = all_stages()
    for one in stages:
        if one.number == number:
            return one
    raise StageError(words.no_such_stage(number, (one.id for one in stages)))


def path(number: int, *, front: Sequence[Path] = ()) -> list[Path]:
    """The folders of a stage in the order of `sys.path`: `front` (answers) first, then newest to oldest.

    Raises:
        StageError: no such stage.
    """
    newest = stage(number)
    older = [one.folder for one in all_stages() if one.number <= newest.number]
    return [Path(folder).absolute() for folder in front] + older[::-1]


def resolve(folders: Sequence[Path], module: str) -> Path | None:
    """The file that a module, as `routers/markets.py`, comes from: the first folder that has it."""
    return next((file for folder in folders if (file := folder / "market" / module).is_file()), None)
