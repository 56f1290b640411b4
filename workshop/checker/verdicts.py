"""From what a run reported, and how it ended, to the verdict and its words."""

import signal
from dataclasses import dataclass, field

from workshop.checker import events, words
from workshop.checker.job import Outcome
from workshop.checker.limits import Limits
from workshop.checker.report import Requirement, Verdict
from workshop.checker.trace import Trace
from workshop.kit import show
from workshop.kit.blame import Line
from workshop.kit.mismatch import Mismatch


@dataclass
class Judgement:
    """What a report says beside the check's own data."""

    verdict: Verdict
    message: str
    requirements: list[Requirement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def judge(trace: Trace, *, title: str, source: str, limits: Limits) -> Judgement:
    """Judge a run.

    Args:
        trace: what is known of it; what ended in an unexpected exception does not do so on the official module.
        title: the exercise's.
        source: the answer.
        limits: those of the run.
    """
    ended = cut(trace, source, limits) or _failure(trace)
    if ended is not None:
        verdict, message = ended
        return Judgement(verdict, message, _requirements(trace, message))
    if not trace.tests:
        return fault("no hidden test was found")
    return summed_up(title, _requirements(trace, ""))


def summed_up(title: str, requirements: list[Requirement]) -> Judgement:
    """The verdict that follows from the requirements alone."""
    passed = sum(requirement.status == "pass" for requirement in requirements)
    count = len(requirements)
    if passed == count:
        return Judgement(Verdict.PASS, words.PASSED.format(title=title, count=count), requirements)
    message = words.FAILED.format(title=title, passed=passed, count=count)
    return Judgement(Verdict.REQUIREMENT_FAILED, message, requirements)


def fault(details: str) -> Judgement:
    """The course's own fault, with what is known of it."""
    return Judgement(Verdict.COURSE_FAULT, words.COURSE_FAULT, notes=[details.strip()] if details.strip() else [])


def cut(trace: Trace, source: str, limits: Limits) -> tuple[Verdict, str] | None:
    """The verdict on a run that did not come to its own end; None if it did."""
    ending = trace.ending
    during = words.during(trace.title(trace.current), imported=trace.imported)
    at = words.at(_place(trace, source))
    match ending.reason, trace.cut:
        case "cpu", _:
            text = words.TIMED_OUT_CPU.format(seconds=limits.cpu_seconds, at=at, during=during)
            return Verdict.TIMED_OUT, text
        case "wall", _:
            text = words.TIMED_OUT_WALL.format(seconds=limits.wall_seconds, at=at, during=during)
            return Verdict.TIMED_OUT, text
        case ("memory", _) | (_, events.OutOfMemory()):
            return Verdict.OUT_OF_MEMORY, words.OUT_OF_MEMORY.format(mb=limits.memory_mb, at=at, during=during)
        case "processes", _:
            return Verdict.PROCESS_ENDED, words.TOO_MANY_PROCESSES.format(count=limits.processes, during=during)
        case "threads", _:
            return Verdict.PROCESS_ENDED, words.TOO_MANY_THREADS.format(count=limits.threads, during=during)
        case _, events.Exited(error=error):
            return Verdict.PROCESS_ENDED, words.EXITED.format(error=error, at=at, during=during)
        case _ if trace.ready and not trace.done and trace.failure is None:
            return Verdict.PROCESS_ENDED, _ended(ending.code, during)
    return None


def _failure(trace: Trace) -> tuple[Verdict, str] | None:
    """The verdict on a run in which no requirement could be tried; None if they were."""
    match trace.failure:
        case events.ImportFailed(error=error, place=place) | events.NotCollected(error=error, place=place):
            return Verdict.IMPORT_FAILED, words.IMPORT_FAILED.format(error=error, at=words.at(place))
        case events.NamesMissing(names=names):
            return Verdict.NAME_MISSING, words.names_missing(names)
    return None


def notes_of(trace: Trace, outcome: Outcome) -> list[str]:
    """What is worth saying beside the verdict."""
    notes = [words.WARNED.format(text=text) for text in trace.warnings]
    if outcome.output.strip():
        notes.append(words.PRINTED.format(text=outcome.output.strip("\n")))
    return notes


def _requirements(trace: Trace, cut_message: str) -> list[Requirement]:
    """Every requirement: how it went, or that it was not tried."""
    requirements = []
    for test in trace.tests:
        finished = trace.finished.get(test.id)
        if finished is not None:
            status, message = ("pass", "") if finished.result == "pass" else ("fail", _message(finished))
        elif test.id == trace.current:
            status, message = "fail", cut_message
        else:
            status, message = "not_run", ""
        requirements.append(Requirement.model_validate({**test.model_dump(), "status": status, "message": message}))
    return requirements


def _message(finished: events.Finished) -> str:
    if finished.result == "mismatch":
        return finished.text
    place = finished.place
    line = "" if place is None else "   " + show.line(Line(place.file, place.number, place.code))
    return str(Mismatch(got=finished.text + line, meaning=words.RAISED_MEANING))


def _place(trace: Trace, source: str) -> events.Place | None:
    """Where a run was cut."""
    if trace.cut is not None:
        return trace.cut.place
    if trace.ending.place is None:
        return None
    number = trace.ending.place[1]
    lines = source.split("\n")
    return events.Place(file="", number=number, code=lines[number - 1].strip() if number <= len(lines) else "")


def _ended(code: int, during: str) -> str:
    if code >= 0:
        return words.ENDED_WITH.format(code=code, during=during)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return words.KILLED.format(name=name, during=during)
