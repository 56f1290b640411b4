"""A report's own words around what the check said."""

from workshop.catalog import Kind
from workshop.checker.report import Verdict

_HEADLINES = {
    Verdict.NOT_PYTHON: 'NOT YET: "{title}" is not Python so far',
    Verdict.NOTEBOOK_ONLY: 'NOT YET: "{title}" has a line that only a notebook understands',
    Verdict.UNFINISHED: 'UNFINISHED: "{title}"',
    Verdict.IMPORT_FAILED: 'NOT YET: "{title}" cannot be imported',
    Verdict.NAME_MISSING: 'NOT YET: "{title}" lacks a name that it must define',
    Verdict.TIMED_OUT: 'STOPPED: "{title}" took too long',
    Verdict.OUT_OF_MEMORY: 'STOPPED: "{title}" took too much memory',
    Verdict.PROCESS_ENDED: 'STOPPED: "{title}" ended the process that it ran in',
    Verdict.COURSE_FAULT: 'NO VERDICT: the check of "{title}" failed, not your answer',
}
_PASS = 'PASS: all {total} {unit} of "{title}"'
_PASS_OF_NONE = 'PASS: "{title}"'
_NOT_YET = 'NOT YET: {passed} of {total} {unit} of "{title}"'

NEXT = "Next: {id}."
NOTHING_NEXT = "That was the last exercise."
SAME_CAUSE = "In the same way these fail:"
NOT_RUN = "not checked yet"
NOTE = "note"
STUCK = "A hint: %hint {id}"
FOOTER = "seed {seed}, {seconds:.1f} s"


def unit(kind: Kind) -> str:
    """What an exercise's requirements are called."""
    return "questions" if kind == "quiz" else "requirements"


def headline(verdict: Verdict, title: str, passed: int, total: int, unit: str) -> str:
    """The first line: the verdict in a word, and what it is about."""
    if verdict is Verdict.PASS:
        form = _PASS if total > 1 else _PASS_OF_NONE
    elif verdict is Verdict.REQUIREMENT_FAILED:
        form = _NOT_YET
    else:
        form = _HEADLINES[verdict]
    return form.format(title=title, passed=passed, total=total, unit=unit)


def holding(count: int, unit: str) -> str:
    """How many hold."""
    return f"✓ {count} {unit if count != 1 else unit.removesuffix('s')} hold{'s' if count == 1 else ''}"


def not_run(count: int) -> str:
    """How many were not reached."""
    return f"{count} not checked yet"


def more_not_run(count: int) -> str:
    """How many were not reached, where their titles would give away what they try."""
    return f"{count} more, not checked yet"
