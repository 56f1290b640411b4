"""A quiz: its questions in `tests/exercises/<id>/quiz.toml`, and an answer to it as text.

The one model of both: `workshop.checker` judges with it, `workshop.widgets` shows it.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workshop.catalog import Exercise
from workshop.words import quiz as words

UNFINISHED = "..."
"""Stands for an option that is not chosen yet."""

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class QuizError(ValueError):
    """A quiz's file is not a quiz. The course is at fault, never the learner."""


class AnswerFormError(ValueError):
    """A line of an answer is not `question: option`, or names what the quiz does not have."""

    def __init__(self, line: int, message: str) -> None:
        """Args: the line's number, and what is said about it."""
        super().__init__(message)
        self.line = line
        """Number of the line in the answer's text, from 1."""


class Option(BaseModel):
    """One option of a question. A wrong one says in `feedback` in what world it would be true."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=_ID)
    text: str = Field(min_length=1)
    right: bool = False
    feedback: str = Field(min_length=1)


class Question(BaseModel):
    """One question, with exactly one right option. `text` and `feedback` may hold Markdown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=_ID)
    text: str = Field(min_length=1)
    code: str | None = None
    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_right_option(self) -> Self:
        if sum(option.right for option in self.options) != 1:
            raise ValueError(f"question {self.id}: exactly one option is right")
        if repeated := _repeated(option.id for option in self.options):
            raise ValueError(f"question {self.id}: two options are named {repeated}")
        return self

    @property
    def right(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.right)

    def option(self, option_id: str) -> Option | None:
        """The option of that id; None if there is none."""
        return next((option for option in self.options if option.id == option_id), None)


class Quiz(BaseModel):
    """All questions, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if repeated := _repeated(question.id for question in self.question):
            raise ValueError(f"two questions are named {repeated}")
        return self

    def find(self, question_id: str) -> Question | None:
        """The question of that id; None if there is none."""
        return next((question for question in self.question if question.id == question_id), None)

    def missing(self, choices: Mapping[str, str]) -> list[Question]:
        """The questions without a choice, in order."""
        return [question for question in self.question if question.id not in choices]

    def parse(self, source: str) -> dict[str, str]:
        """Read an answer: lines `question: option`; blank lines and what follows a `#` do not count.

        Args:
            source: the answer's text, as it stands in the cell.

        Returns:
            The id of the chosen option for each question that has one, in the order of the quiz.

        Raises:
            AnswerFormError: a line is not of that form, or names a question or option that the quiz does not have.
        """
        choices: dict[str, str] = {}
        for number, line in enumerate(source.splitlines(), start=1):
            text = line.partition("#")[0].strip()
            if not text or text == UNFINISHED:
                continue
            name, colon, chosen = (part.strip() for part in text.partition(":"))
            question = self.find(name.lower())
            if not colon:
                raise AnswerFormError(number, words.NOT_A_LINE.format(line=number, text=text))
            if question is None:
                known = ", ".join(question.id for question in self.question)
                raise AnswerFormError(number, words.NO_SUCH_QUESTION.format(line=number, name=name, known=known))
            chosen = chosen.lower()
            if chosen in {"", UNFINISHED}:
                continue
            if question.option(chosen) is None:
                known = ", ".join(option.id for option in question.options)
                raise AnswerFormError(
                    number, words.NO_SUCH_OPTION.format(line=number, question=question.id, name=chosen, known=known)
                )
            if choices.get(question.id, chosen) != chosen:
                raise AnswerFormError(number, words.ANSWERED_TWICE.format(line=number, question=question.id))
            choices[question.id] = chosen
        return {question.id: choices[question.id] for question in self.question if question.id in choices}

    def write(self, choices: Mapping[str, str]) -> str:
        """The answer's text for these choices; the form that `parse` reads."""
        return "".join(f"{question.id}: {choices.get(question.id, UNFINISHED)}\n" for question in self.question)


def _repeated(ids: Iterable[str]) -> str | None:
    """The first id that occurs more than once."""
    counts = Counter(ids)
    return next((name for name, count in counts.items() if count > 1), None)


def read_quiz(path: Path) -> Quiz:
    """Read a quiz from a TOML file.

    Raises:
        QuizError: the file is missing, not TOML, or not a quiz; the message says where.
    """
    try:
        return Quiz.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise QuizError(f"{path}: {error.strerror}") from error
    except ValueError as error:  # tomllib's and pydantic's errors are ValueErrors
        raise QuizError(f"{path}: {error}") from error


def load_quiz(exercise: Exercise) -> Quiz:
    """The quiz of an exercise of kind `quiz`.

    Raises:
        QuizError: its file is missing or wrong.
    """
    return read_quiz(exercise.tests / "quiz.toml")
