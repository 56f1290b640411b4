"""One try at an exercise: keep the answer, check it, keep the result. What the magic and the quiz's button share."""

from collections.abc import Callable
from dataclasses import dataclass

from workshop import answers, progress
from workshop.answers import AnswerError
from workshop.catalog import Exercise
from workshop.checker.report import Report, Verdict
from workshop.progress import ProgressError
from workshop.starters import StarterError, starter
from workshop.words import attempt as words

Check = Callable[[str, str], Report]
"""From an exercise's id and an answer's text to the report."""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    report: Report
    notes: tuple[str, ...]
    """What is to be said beside the report: that something could not be kept, and what to do."""


def attempt(exercise: Exercise, source: str, check: Check | None = None, *, lines_before: int = 0) -> Outcome:
    """Keep the answer first, then check it, then keep the result. Nothing that cannot be kept stops the check.

    Args:
        exercise: of any kind but `text`.
        source: the answer's text.
        check: in place of the course's own checker; tests give one.
        lines_before: lines that stand above the answer in its cell, so that the report counts as the cell does.
    """
    notes = keep(exercise, source)
    report = _check(exercise, "\n" * lines_before + source, check)
    try:
        progress.record(report, source)
    except ProgressError as error:
        notes.append(str(error))
    notes.extend(progress.take_notices())
    return Outcome(report, tuple(notes))


def keep(exercise: Exercise, source: str) -> list[str]:
    """Save the answer; where the starter would take the place of an answer, put that aside first.

    Returns:
        What is to be said about it: why it could not be saved, or where the older answer is.
    """
    notes: list[str] = []
    try:
        if _would_lose_an_answer(exercise, source) and (copy := answers.backup(exercise)):
            notes.append(words.OLDER_KEPT.format(path=copy))
        answers.save(exercise, source)
    except AnswerError as error:
        notes.append(str(error))
    return notes


def _would_lose_an_answer(exercise: Exercise, source: str) -> bool:
    """Whether "run all cells" in a new copy of the notebook would write the starter over an answer."""
    try:
        new = starter(exercise).strip()
    except StarterError:
        return False
    if source.strip() != new:
        return False
    try:
        older = answers.load(exercise)
    except AnswerError:  # not readable as text: whatever it is, it is not the starter
        return True
    return older is not None and older.strip() != new


def _check(exercise: Exercise, source: str, check: Check | None) -> Report:
    """The report; a checker that fails is the course's own fault, and says so."""
    if check is None:
        from workshop import checker  # when it is first needed: `%load_ext workshop` shall be quick

        check = checker.check
    try:
        return check(exercise.id, source)
    except Exception as error:
        return Report(
            exercise=exercise.id,
            verdict=Verdict.COURSE_FAULT,
            message=words.CHECK_FAILED,
            seed=0,
            isolation="standard",
            notes=[f"{type(error).__name__}: {error}"],
            seconds=0.0,
        )
