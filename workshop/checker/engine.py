"""One check, from the answer's text to the report."""

import secrets
import time
import traceback
from collections.abc import Callable

from workshop.checker import words
from workshop.checker.assignment import Assignment
from workshop.checker.learner_tests import check_tests
from workshop.checker.module_check import Run, check_module
from workshop.checker.quiz import check_quiz
from workshop.checker.report import Report, Verdict
from workshop.checker.syntax import refusal
from workshop.checker.unfinished import unfinished_line
from workshop.checker.verdicts import Judgement, fault


def judge(task: Assignment, source: str, *, seed: int, run: Run) -> Judgement:
    """Judge an answer to an exercise of any kind that is judged.

    Raises:
        CheckerError, StageError: the course's fault.
    """
    exercise = task.exercise
    if exercise.kind == "quiz":
        return check_quiz(task.tests, exercise.title, source)
    check = check_module if exercise.kind == "module" else check_tests
    return static_judgement(source, task.starter) or check(task, source, seed=seed, run=run)


def static_judgement(source: str, starter: str) -> Judgement | None:
    """The verdict on an answer that need not be run; None if it must be."""
    refused = refusal(source)
    if refused is not None:
        return Judgement(refused.verdict, refused.message)
    line = unfinished_line(source, starter)
    if line is not None:
        return Judgement(Verdict.UNFINISHED, words.unfinished(line))
    return None


def report(exercise_id: str, seed: int | None, check: Callable[[int], Judgement]) -> Report:
    """Run a check and make its report: whatever goes wrong in the course's own code is a verdict, too."""
    began = time.monotonic()
    seed = secrets.randbelow(2**31) if seed is None else seed
    try:
        judgement = check(seed)
    except Exception:
        judgement = fault(traceback.format_exc())
    return Report(
        exercise=exercise_id,
        verdict=judgement.verdict,
        message=judgement.message,
        seed=seed,
        isolation="standard",
        notes=judgement.notes,
        seconds=time.monotonic() - began,
        requirements=judgement.requirements,
    )
