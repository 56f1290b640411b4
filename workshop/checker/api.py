"""What the rest of the course calls."""

import threading
from collections.abc import Callable

from workshop.catalog import Exercise, catalog
from workshop.checker import engine, pool, words
from workshop.checker.assignment import Assignment, assignment
from workshop.checker.report import Isolation, Report
from workshop.checker.verdicts import Judgement


def check(exercise_id: str, source: str, *, seed: int | None = None, isolation: Isolation = "standard") -> Report:
    """Check an answer.

    Args:
        exercise_id: the exercise's id in the catalogue.
        source: the answer: the text of the cell, without its first line.
        seed: draws the ids, names and counts of the tests' data; None: a new one.
        isolation: `standard`; `strict` is not available yet.

    Raises:
        CatalogError: there is no such exercise.
        ValueError: that isolation is not available, or nothing checks this exercise.
        KeyboardInterrupt: the Stop button; nothing of the check is left then, and the next one works.
    """
    if isolation == "strict":
        raise ValueError(words.STRICT)
    if isolation != "standard":
        raise ValueError(words.NO_SUCH_ISOLATION.format(isolation=isolation))
    exercise = catalog().find(exercise_id)
    if exercise.kind == "text":
        raise ValueError(words.NOT_JUDGED.format(id=exercise.id))
    return engine.report(
        exercise.id, seed, lambda drawn: engine.judge(assignment(exercise), source, seed=drawn, run=pool.run)
    )


def check_assignment(task: Assignment, source: str, *, seed: int | None = None) -> Report:
    """Check an answer to an exercise that need not be in the course's catalogue.

    Raises:
        KeyboardInterrupt: the Stop button.
    """
    return _report(task.exercise, lambda: task, source, seed)


def _report(exercise: Exercise, task: Callable[[], Assignment], source: str, seed: int | None) -> Report:
    def judge(drawn: int) -> Judgement:
        judgement = engine.judge(task(), source, seed=drawn, run=pool.run)
        judgement.notes += pool.notes()
        return judgement

    return engine.report(exercise.id, seed, judge)


def warm_up() -> None:
    """Start the warm process, if there is none; returns at once."""
    if pool.CAN_FORK:
        threading.Thread(target=pool.start, name="warm-up", daemon=True).start()


def shut_down() -> None:
    """End the warm process and all checks that run; the next check starts a new one."""
    pool.stop()
