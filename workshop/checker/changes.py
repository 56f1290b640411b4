"""The changed variants of a stage's app that judge a learner's tests: `changes.toml` beside the hidden tests."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from workshop.checker.job import Answer


class ChangesError(ValueError):
    """`changes.toml` is not what it should be, or does not fit the stage. The course is at fault."""


class Change(BaseModel):
    """One edit of one module of the stage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    """What a client would notice, in the learner's words."""
    harmless: bool = False
    """True: a client notices nothing, and tests must stay green."""
    module: str = Field(pattern=r"^([a-z_]+/)*[a-z_]+\.py$")
    """Path below `market/`."""
    old: str = Field(min_length=1)
    """What is replaced; it occurs exactly once in the module."""
    new: str


class _Changes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    change: tuple[Change, ...] = Field(min_length=1)


def read_changes(path: Path) -> tuple[Change, ...]:
    """Read a file of changes.

    Raises:
        ChangesError: it is missing, not TOML, or holds something else.
    """
    try:
        changes = _Changes.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).change
    except OSError as error:
        raise ChangesError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise ChangesError(f"{path}: {error}") from error
    ids = [change.id for change in changes]
    if len(set(ids)) < len(ids):
        raise ChangesError(f"{path}: two changes have one id")
    return changes


def apply(change: Change, folders: Sequence[Path]) -> Answer:
    """The changed module, as a file that goes in front of the stage's folders.

    Raises:
        ChangesError: the stage has no such module, or `old` does not occur in it exactly once.
    """
    path = f"market/{change.module}"
    file = next((folder / path for folder in folders if (folder / path).is_file()), None)
    if file is None:
        raise ChangesError(f"change {change.id}: the stage has no {change.module}")
    source = file.read_text(encoding="utf-8")
    if source.count(change.old) != 1:
        raise ChangesError(f"change {change.id}: `old` occurs {source.count(change.old)} times in {file}")
    return Answer(path=path, source=source.replace(change.old, change.new))
