"""Judges an answer that is a module of the app."""

from collections.abc import Callable, Sequence

from workshop.checker import events
from workshop.checker import trace as traces
from workshop.checker.assignment import Assignment
from workshop.checker.job import Answer, Job, Outcome
from workshop.checker.report import Verdict
from workshop.checker.verdicts import Judgement, fault, judge, notes_of

Run = Callable[[Sequence[Job]], list[Outcome]]
"""Runs jobs somewhere; raises CheckerError when one has no outcome."""


def check_module(task: Assignment, source: str, *, seed: int, run: Run) -> Judgement:
    """Judge a module.

    Args:
        task: the exercise.
        source: the answer; Python can read it, and it is finished.
        seed: draws the ids, names and counts of the tests' data.
        run: runs the hidden tests.
    """
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
        limits=task.limits,
    )
    if not job.tests:
        return fault(f"there is no hidden test in {task.tests}")
    [outcome] = run([job])
    trace = traces.read(outcome)
    judgement = _courses_fault(trace, job, run)
    if judgement is None:
        judgement = judge(trace, title=exercise.title, source=source, limits=task.limits)
        if judgement.verdict is not Verdict.COURSE_FAULT:
            judgement.notes += notes_of(trace, outcome)
    return judgement


def _courses_fault(trace: traces.Trace, job: Job, run: Run) -> Judgement | None:
    """The verdict where the course is to blame; None where it is not.

    What fails unexpectedly on an answer must hold on the official module.
    """
    if isinstance(trace.failure, events.Fault):
        return fault(trace.failure.text)
    if not trace.ready:
        return fault(f"the process ended before the answer was run: {trace.ending.reason} {trace.ending.code}")
    only = None if isinstance(trace.failure, events.NotCollected) else tuple(one.id for one in trace.unexpected)
    if only == ():
        return None
    [outcome] = run([job.model_copy(update={"answer": None, "only": only})])
    official = traces.read(outcome)
    if official.failure is None and official.done and official.cut is None and not official.unexpected:
        return None
    details = [one.text for one in official.unexpected] or [str(official.failure or official.cut or official.ending)]
    return fault("\n".join(details))
