"""What a report says, in its order; `report_text` and `report_html` only differ in how they write it down."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from workshop import catalog as courses
from workshop.catalog import CatalogError, Exercise
from workshop.checker.report import Report, Requirement, Verdict
from workshop.words import report as words

_CAUSE = ("got", "meaning")
"""The parts of a failure that tell its cause; what was sent differs between failures of one cause."""


@dataclass(frozen=True)
class Failure:
    """Failed requirements of one cause. The first is shown whole, the others of it by their titles."""

    title: str
    message: str
    same_cause: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """A report, ready to be written down."""

    verdict: Verdict
    headline: str
    lead: tuple[str, ...]
    """Sentences right below the headline."""
    failures: tuple[Failure, ...]
    not_run: tuple[str, ...]
    untold: int
    """So many more were not reached, and their titles would give away what they try."""
    passed: tuple[str, ...]
    passed_summary: str
    notes: tuple[str, ...]
    footer: str


def lay_out(report: Report, notes: Sequence[str] = ()) -> Layout:
    """Put a report in the order in which it is read: the verdict, the first failure, the rest."""
    exercise = _find(report.exercise)
    title = exercise.title if exercise else report.exercise
    unit = words.unit(exercise.kind if exercise else "module")
    passed = tuple(clean(one.title) for one in report.requirements if one.status == "pass")
    not_run = tuple(clean(one.title) for one in report.requirements if one.status == "not_run")
    secret = exercise is not None and exercise.kind == "tests"  # a title tells which change is planted
    return Layout(
        verdict=report.verdict,
        headline=words.headline(report.verdict, title, len(passed), len(report.requirements), unit),
        lead=tuple(_lead(report, exercise)),
        failures=_failures(report),
        not_run=() if secret else not_run,
        untold=len(not_run) if secret else 0,
        passed=passed,
        passed_summary=words.holding(len(passed), unit),
        notes=tuple(clean(note) for note in (*report.notes, *notes)),
        footer=_footer(report, exercise),
    )


def clean(text: str) -> str:
    """Text without control characters and lone surrogates: an answer's output must not steer a terminal."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})


def _lead(report: Report, exercise: Exercise | None) -> list[str]:
    if report.verdict is Verdict.PASS:
        after = courses.catalog().next_after(report.exercise)
        following = words.NEXT.format(id=after.id) if after else words.NOTHING_NEXT
        return [f"✓ {exercise.gain} {following}" if exercise and exercise.gain else following]
    if report.verdict is Verdict.REQUIREMENT_FAILED:  # the failures themselves say it better
        return []
    return [clean(report.message)] if report.message else []


def _footer(report: Report, exercise: Exercise | None) -> str:
    footer = words.FOOTER.format(seed=report.seed, seconds=report.seconds)
    stuck = exercise is not None and exercise.hints and report.verdict not in {Verdict.PASS, Verdict.COURSE_FAULT}
    return f"{words.STUCK.format(id=report.exercise)} · {footer}" if stuck else footer


def _failures(report: Report) -> tuple[Failure, ...]:
    """The failed requirements, those of one cause together, in the order of their first."""
    said = "" if report.verdict is Verdict.REQUIREMENT_FAILED else report.message  # it stands below the headline
    groups: dict[str, list[Requirement]] = {}
    for requirement in report.requirements:
        if requirement.status == "fail":
            groups.setdefault(_cause(requirement), []).append(requirement)
    return tuple(
        Failure(
            clean(first.title),
            "" if first.message == said else clean(first.message),
            tuple(clean(one.title) for one in others),
        )
        for first, *others in groups.values()
    )


def _cause(requirement: Requirement) -> str:
    """A key that failures of one cause share: their `got` and `meaning`, if they have both; else they stand alone."""
    parts: dict[str, list[str]] = {}
    label = ""
    for line in requirement.message.splitlines():
        if line and not line.startswith(" "):
            label = next((part for part in _CAUSE if line.startswith(part)), "")
        if label:
            parts.setdefault(label, []).append(line)
    if len(parts) < len(_CAUSE):
        return requirement.id
    return "\n".join(line for part in _CAUSE for line in parts[part])


def _find(exercise_id: str) -> Exercise | None:
    try:
        return courses.catalog().find(exercise_id)
    except CatalogError:
        return None
