"""One check, from the answer's text to the report."""

import secrets
import time
from collections.abc import Callable

from workshop.checker import trace as traces
from workshop.checker import words
from workshop.checker.assignment import Assignment
from workshop.checker.handle import CheckerError
from workshop.checker.job import Answer, Job, Outcome
from workshop.checker.limits import MODULE, Limits
from workshop.checker.report import Isolation, Report, Verdict
from workshop.checker.syntax import refusal
from workshop.checker.unfinished import unfinished_line
from workshop.checker.verdicts import Judgement, fault, judge

Run = Callable[[Job], Outcome]
"""Runs a job somewhere; raises CheckerError when there is no outcome."""


def check_module(task: Assignment, source: str, *, seed: int, run: Run, limits: Limits = MODULE) -> Judgement:
    """Check an answer that is a module of the app."""
    exercise = task.exercise
    assert exercise.module is not None  # the catalogue's validator says so
    job = Job(
        answer=Answer(path=f"market/{exercise.module}", source=source),
        module=exercise.module_name,
        requires=exercise.requires,
        path=task.folders,
        tests=tuple(sorted(task.tests.glob("test_*.py"))),
        seed=seed,
        template=task.template(),
        limits=limits,
    )
    outcome = run(job)
    trace = traces.read(outcome)
    judgement = _own_fault(trace, job, run) or judge(trace, title=exercise.title, source=source, limits=limits)
    if judgement.verdict is not Verdict.COURSE_FAULT:
        judgement.notes += [words.WARNED.format(text=text) for text in trace.warnings]
        if outcome.output.strip():
            judgement.notes.append(words.PRINTED.format(text=outcome.output.strip("\n")))
    return judgement


def _own_fault(trace: traces.Trace, job: Job, run: Run) -> Judgement | None:
    """Whether the course is to blame: what fails unexpectedly on an answer must hold on the official module."""
    from workshop.checker.events import Fault, NotCollected

    if isinstance(trace.failure, Fault):
        return fault(trace.failure.text)
    if not trace.ready:
        return fault(f"the process ended before the answer was run: {trace.ending.reason} {trace.ending.code}")
    only = None if isinstance(trace.failure, NotCollected) else tuple(one.id for one in trace.unexpected)
    if only == ():
        return None
    official = traces.read(run(job.model_copy(update={"answer": None, "only": only})))
    if official.failure is None and official.done and not official.unexpected and official.cut is None:
        return None
    details = [one.text for one in official.unexpected] or [str(official.failure or official.ending)]
    return fault("\n".join(details))


def static_judgement(source: str, starter: str) -> Judgement | None:
    """The verdict on an answer that need not be run; None if it must be."""
    refused = refusal(source)
    if refused is not None:
        return Judgement(refused.verdict, refused.message)
    line = unfinished_line(source, starter)
    if line is not None:
        return Judgement(Verdict.UNFINISHED, words.unfinished(line))
    return None


def report(exercise_id: str, seed: int | None, isolation: Isolation, check: Callable[[int], Judgement]) -> Report:
    """Run a check and make its report: whatever goes wrong in the course's own code is a verdict, too."""
    began = time.monotonic()
    seed = secrets.randbelow(2**31) if seed is None else seed
    try:
        judgement = check(seed)
    except CheckerError as error:
        judgement = fault(str(error))
    return Report(
        exercise=exercise_id,
        verdict=judgement.verdict,
        message=judgement.message,
        seed=seed,
        isolation=isolation,
        notes=judgement.notes,
        seconds=time.monotonic() - began,
        requirements=judgement.requirements,
    )
