"""Judges tests that a learner wrote: on the app as it is, on planted changes, on harmless rewrites."""

from collections.abc import Sequence
from typing import Literal

from workshop.checker import events, words
from workshop.checker import trace as traces
from workshop.checker.assertions import Weakness, weakness
from workshop.checker.assignment import Assignment
from workshop.checker.changes import Change, ChangesError, apply, read_changes
from workshop.checker.job import Answer, App, Job
from workshop.checker.limits import Limits
from workshop.checker.module_check import Run
from workshop.checker.report import Requirement, Verdict
from workshop.checker.trace import Trace
from workshop.checker.verdicts import Judgement, cut, fault, notes_of, summed_up
from workshop.kit import show
from workshop.kit.blame import Line
from workshop.kit.mismatch import Mismatch

FILE = "test_answer.py"

Status = Literal["pass", "fail", "not_run"]


def check_tests(task: Assignment, source: str, *, seed: int, run: Run) -> Judgement:
    """Judge a test file.

    Args:
        task: the exercise.
        source: the answer; Python can read it, and it is finished.
        seed: draws the product that the tests get.
        run: runs jobs; raises CheckerError when there is no outcome.
    """
    try:
        changes = read_changes(task.tests / "changes.toml")
        apps = [App(path=task.folders, changed=apply(change, task.folders)) for change in changes]
    except ChangesError as error:
        return fault(str(error))
    plain = Job(
        answer=Answer(path=FILE, source=source),
        app=App(path=task.folders),
        seed=seed,
        template=task.template(),
        limits=task.limits,
    )
    [outcome] = run([plain])
    unchanged = traces.read(outcome)
    judgement = _on_the_app_as_it_is(unchanged, source, task.limits, task.exercise.title, changes)
    if judgement is None:
        jobs = [
            plain.model_copy(update={"app": app, "stop_at_first": not change.harmless})
            for change, app in zip(changes, apps, strict=True)
        ]
        judgement = _on_the_changes(unchanged, changes, [traces.read(one) for one in run(jobs)], task.exercise.title)
    if judgement.verdict is not Verdict.COURSE_FAULT:
        judgement.notes += notes_of(unchanged, outcome)
    return judgement


def _on_the_app_as_it_is(
    trace: Trace, source: str, limits: Limits, title: str, changes: Sequence[Change]
) -> Judgement | None:
    """The verdict where the tests do not even hold on the app as it is; None if they do."""
    if isinstance(trace.failure, events.Fault):
        return fault(trace.failure.text)
    if not trace.ready:
        return fault(f"the process ended before the answer was run: {trace.ending.reason} {trace.ending.code}")
    if isinstance(trace.failure, events.NotCollected):
        at = words.at(trace.failure.place)
        return Judgement(Verdict.IMPORT_FAILED, words.TESTS_NOT_IMPORTED.format(error=trace.failure.error, at=at))
    untried = [_requirement(change.id, _title(change), "not_run") for change in changes]
    if (ended := cut(trace, source, limits)) is not None:
        verdict, message = ended
        asserts = _requirement("asserts", words.ASSERTS, "not_run")
        return Judgement(verdict, message, [asserts, _requirement("green", words.GREEN, "fail", message), *untried])
    if (weak := _weak(trace, source)) is not None:
        asserts = _requirement("asserts", words.ASSERTS, "fail", weak)
        return summed_up(title, [asserts, _requirement("green", words.GREEN, "not_run"), *untried])
    failed = [test for test in trace.finished.values() if test.result != "pass"]
    if failed:
        green = _requirement("green", words.GREEN, "fail", _failed(failed[0], words.GREEN_MEANING))
        return summed_up(title, [_requirement("asserts", words.ASSERTS, "pass"), green, *untried])
    return None


def _on_the_changes(unchanged: Trace, changes: Sequence[Change], traced: Sequence[Trace], title: str) -> Judgement:
    """The verdict where the tests hold on the app as it is."""
    count = len(unchanged.tests)
    requirements = [_requirement("asserts", words.ASSERTS, "pass"), _requirement("green", words.GREEN, "pass")]
    for change, trace in zip(changes, traced, strict=True):
        if isinstance(trace.failure, events.Fault) or not trace.ready:
            return fault(f"change {change.id}: {trace.failure or trace.ending}")
        failed = [test for test in trace.finished.values() if test.result not in ("pass", "not_red")]
        noticed = bool(failed) or not trace.done
        message = ""
        if change.harmless and noticed:
            message = _failed(failed[0], words.HARMLESS_MEANING) if failed else words.HARMLESS_ENDED
        elif not change.harmless and not noticed:
            skipped = sum(test.result == "not_red" for test in trace.finished.values())
            got = words.not_red(skipped) if skipped else words.not_caught(count)
            message = str(Mismatch(expected=words.CAUGHT_WANTED, got=got, meaning=words.NOT_CAUGHT))
        requirements.append(_requirement(change.id, _title(change), "fail" if message else "pass", message))
    return summed_up(title, requirements)


def _weak(trace: Trace, source: str) -> str | None:
    """Why the tests assert too little; None if they do not."""
    weak = weakness(source)
    if not trace.tests:
        weak = weak or Weakness("no_tests")
    elif weak is not None and weak.kind == "no_tests":
        weak = None  # pytest found tests that are not plain functions: inherited, or made by a loop
    if weak is not None:
        return str(
            Mismatch(
                got=words.WEAK_GOT[weak.kind].format(line=weak.line, test=weak.test),
                meaning=words.WEAK_MEANING[weak.kind],
            )
        )
    if trace.warnings:
        return str(Mismatch(got=trace.warnings[0], meaning=words.NEVER_AWAITED))
    return None


def _failed(test: events.Finished, meaning: str) -> str:
    """What a learner's own test said when it failed."""
    place = test.place
    look_at = None if place is None else show.line(Line(place.file, place.number, place.code))
    return str(Mismatch(sent=words.TEST_RUN.format(test=test.id), got=test.text, meaning=meaning, look_at=look_at))


def _requirement(name: str, title: str, status: Status, message: str = "") -> Requirement:
    return Requirement(id=name, title=title, status=status, message=message)


def _title(change: Change) -> str:
    return (words.STAYS_GREEN if change.harmless else words.NOTICES).format(title=change.title)
