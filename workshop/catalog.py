"""The course in one file: `exercises/catalog.toml`, read and checked."""

import difflib
import functools
import itertools
import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workshop.course import EXERCISES, HIDDEN_TESTS

Kind = Literal["module", "tests", "quiz", "text"]
Status = Literal["ready", "planned"]


class CatalogError(ValueError):
    """The catalogue is not what it should be, or has no such exercise."""


class Lesson(BaseModel):
    """One lesson: the notebook of that id under `notebooks/`, and one under `exercises/`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int = Field(ge=0)
    id: str = Field(pattern=r"^\d\d_[a-z0-9_]+$")
    title: str = Field(min_length=1)
    minutes: int = Field(ge=1, description="for the lesson's notebook, without its exercises")
    status: Status = "ready"


class Exercise(BaseModel):
    """One exercise. Its hidden tests, right and wrong answers are in `tests/exercises/<id>/`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    lesson: int = Field(ge=0)
    stage: int = Field(ge=1, description="the stage whose app the answer is checked in")
    kind: Kind
    module: str | None = Field(default=None, pattern=r"^([a-z_]+/)*[a-z_]+\.py$", description="path below market/")
    requires: tuple[str, ...] = Field(default=(), description="names that the module must define")
    minutes: int = Field(ge=1)
    must: bool = Field(description="true: must do; false: stretch")
    status: Status = "ready"
    hints: tuple[str, ...] = ()
    gain: str = Field(default="", description="said after a pass: what is now true, in one sentence")
    commentary: str = Field(default="", description="shown with the solution: why it is so, and other good answers")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.kind == "module") != (self.module is not None):
            raise ValueError(f"exercise {self.id}: an exercise of kind 'module', and no other, names a module")
        if self.status == "ready" and self.kind != "text":
            if len(self.hints) < 3:
                raise ValueError(f"exercise {self.id}: at least three hints, from a nudge to nearly the answer")
            if not self.commentary:
                raise ValueError(f"exercise {self.id}: a commentary for its solution")
        return self

    @property
    def tests(self) -> Path:
        """Folder of the hidden tests, the right and the wrong answers."""
        return HIDDEN_TESTS / self.id

    @property
    def module_name(self) -> str:
        """The answer's dotted name, as `market.schemas.products`; only for kind 'module'."""
        if self.module is None:
            raise CatalogError(f"exercise {self.id} is of kind {self.kind!r} and has no module")
        return "market." + self.module.removesuffix(".py").replace("/", ".")


class Catalog(BaseModel):
    """All lessons and exercises, in the order in which they are met."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    lesson: tuple[Lesson, ...]
    exercise: tuple[Exercise, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        numbers = {lesson.number for lesson in self.lesson}
        seen: set[str] = set()
        modules: set[tuple[int, str]] = set()
        for exercise in self.exercise:
            if exercise.id in seen:
                raise ValueError(f"exercise {exercise.id} is named twice")
            seen.add(exercise.id)
            if exercise.lesson not in numbers:
                raise ValueError(f"exercise {exercise.id}: there is no lesson {exercise.lesson}")
            if exercise.module is not None:
                if (exercise.lesson, exercise.module) in modules:
                    raise ValueError(f"two exercises of lesson {exercise.lesson} ask for {exercise.module}")
                modules.add((exercise.lesson, exercise.module))
        return self

    def find(self, exercise_id: str) -> Exercise:
        """The exercise of that id that can be done.

        Raises:
            CatalogError: there is none; the message names the nearest id.
        """
        ready = {exercise.id: exercise for exercise in self.exercise if exercise.status == "ready"}
        if exercise_id in ready:
            return ready[exercise_id]
        if any(exercise.id == exercise_id for exercise in self.exercise):
            raise CatalogError(f"The exercise {exercise_id!r} is planned, but not in the course yet.")
        near = difflib.get_close_matches(exercise_id, ready, n=1, cutoff=0.4)
        advice = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(ready)}."
        raise CatalogError(f"There is no exercise {exercise_id!r}. {advice}")

    def of_lesson(self, number: int) -> list[Exercise]:
        """The exercises of a lesson that can be done, in order."""
        return [exercise for exercise in self.exercise if exercise.lesson == number and exercise.status == "ready"]

    def lesson_of(self, exercise: Exercise) -> Lesson:
        """The lesson that an exercise belongs to."""
        return next(lesson for lesson in self.lesson if lesson.number == exercise.lesson)

    def next_after(self, exercise_id: str) -> Exercise | None:
        """The exercise that follows; None after the last."""
        ready = [exercise for exercise in self.exercise if exercise.status == "ready"]
        for here, following in itertools.pairwise(ready):
            if here.id == exercise_id:
                return following
        return None


def read_catalog(path: Path) -> Catalog:
    """Read a catalogue.

    Raises:
        CatalogError: the file is missing, not TOML or not a catalogue; the message says where.
    """
    try:
        return Catalog.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing: this is not a whole copy of the course.") from None
    except ValueError as error:  # tomllib's and pydantic's errors are ValueErrors
        raise CatalogError(f"{path.name}: {error}") from error


@functools.cache
def catalog() -> Catalog:
    """The course's own catalogue."""
    return read_catalog(EXERCISES / "catalog.toml")
