"""What the checker asks a process to do, and what it hears of it: plain data that goes over a channel as JSON."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop.checker.events import Event
from workshop.checker.limits import Limits

ANSWER = "answer"
"""Folder of the answer below the scratch folder."""


class Answer(BaseModel):
    """An answer as a file."""

    model_config = ConfigDict(frozen=True)

    path: str
    """Below the folder of the answer, as `market/schemas/products.py` or `test_answer.py`."""
    source: str


class App(BaseModel):
    """An app that is served in a process of its own, for tests that know only its address."""

    model_config = ConfigDict(frozen=True)

    path: tuple[Path, ...]
    """Folders of the stage, newest first."""
    changed: Answer | None = None
    """A module that takes a stage module's place."""


class Job(BaseModel):
    """One run of tests: hidden ones over an answer, or, where there is an `app`, the answer itself over the app."""

    model_config = ConfigDict(frozen=True)

    answer: Answer | None
    """None: the tests run on the official module."""
    module: str | None = None
    """The answer's dotted name."""
    requires: tuple[str, ...] = ()
    path: tuple[Path, ...] = ()
    """Folders of the stage, newest first."""
    tests: tuple[Path, ...] = ()
    """Test files; where there is an `app`, the answer is the test file."""
    app: App | None = None
    stop_at_first: bool = False
    """End at the first test that fails."""
    only: tuple[str, ...] | None = None
    """Ids of the tests to run; None: all."""
    fork: bool = True
    """Whether the app's process is a fork; else it is started by exec."""
    seed: int
    template: Path | None = None
    limits: Limits


class Ending(BaseModel):
    """How the process ended."""

    model_config = ConfigDict(frozen=True)

    reason: Literal["exited", "cpu", "wall", "memory", "processes", "threads"]
    code: int = 0
    """Exit status; minus the signal's number if a signal ended it, as `subprocess` has it."""
    place: tuple[str, int] | None = None
    """File below the answer's folder and line at which the answer was running when its time was up."""


class Outcome(BaseModel):
    """All that is known of a run."""

    model_config = ConfigDict(frozen=True)

    events: list[Event] = Field(default_factory=list)
    ending: Ending
    output: str = ""
    """What it printed: the beginning and the end, if it was much."""
    printed: int = 0
    """Bytes that it printed."""
