"""What the learner has tried and passed. See `workshop.progress_file` for how it survives kills and a second kernel."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from workshop import catalog as courses
from workshop import progress_file as file
from workshop.catalog import Exercise
from workshop.checker.report import Report, Verdict
from workshop.progress_file import ProgressError, take_notices
from workshop.trees import fingerprint, starter_fingerprint

__all__ = [
    "HONEST_ATTEMPTS",
    "Attempt",
    "ProgressError",
    "Standing",
    "attempts",
    "climb_hints",
    "has_passed",
    "hints_shown",
    "honest_attempts",
    "record",
    "summary",
    "take_notices",
]

HONEST_ATTEMPTS = 3
"""So many open the solution without a pass."""


@dataclass(frozen=True)
class Attempt:
    """One check of one answer."""

    exercise: str
    at: datetime
    """UTC."""
    verdict: str
    tree: str | None
    """Digest of the answer's syntax tree; None if it had none."""
    report: Report | None
    """None if it was written by a version of the course whose reports were different."""


@dataclass(frozen=True)
class Standing:
    """How the learner stands with one exercise."""

    exercise: str
    attempts: int
    passed_at: datetime | None
    """When it first passed, in UTC."""
    last_verdict: str | None
    hints: int


def record(report: Report, source: str) -> bool:
    """Keep the result of a check. A fault of the course is never kept.

    Returns:
        Whether it was kept.

    Raises:
        ProgressError: it could not be written; the message says what to do.
    """
    if report.verdict is Verdict.COURSE_FAULT:
        return False
    tree = fingerprint(courses.catalog().find(report.exercise), source)
    row = (report.exercise, datetime.now(UTC).isoformat(), str(report.verdict), tree, report.model_dump_json())
    file.write(lambda connection: _insert(connection, row))
    return True


def attempts(exercise_id: str) -> list[Attempt]:
    """All attempts at one exercise, the oldest first.

    Raises:
        ProgressError: the file cannot be read.
    """
    rows = file.read(
        lambda connection: connection.execute(
            "SELECT exercise, at, verdict, tree, report FROM attempts WHERE exercise = ? ORDER BY id", (exercise_id,)
        ).fetchall()
    )
    return [Attempt(row[0], datetime.fromisoformat(row[1]), row[2], row[3], _report(row[4])) for row in rows]


def honest_attempts(exercise: Exercise) -> int:
    """How many attempts differ, in their syntax trees, from the starter and from each other.

    Raises:
        ProgressError: the file cannot be read.
    """
    trees = {attempt.tree for attempt in attempts(exercise.id)}
    return len(trees - {None, starter_fingerprint(exercise)})


def has_passed(exercise_id: str) -> bool:
    """Whether any attempt passed.

    Raises:
        ProgressError: the file cannot be read.
    """
    return any(attempt.verdict == Verdict.PASS for attempt in attempts(exercise_id))


def summary() -> dict[str, Standing]:
    """The standing of each exercise that was tried, or whose hints were read, by id.

    Raises:
        ProgressError: the file cannot be read.
    """

    def query(connection: sqlite3.Connection) -> tuple[list[tuple[str, str, str]], dict[str, int]]:
        tried = connection.execute("SELECT exercise, at, verdict FROM attempts ORDER BY id").fetchall()
        return tried, dict(connection.execute("SELECT exercise, shown FROM hints").fetchall())

    tried, hints = file.read(query)
    standings = {name: Standing(name, 0, None, None, shown) for name, shown in hints.items()}
    for name, at, verdict in tried:
        before = standings.get(name, Standing(name, 0, None, None, 0))
        passed_at = before.passed_at or (datetime.fromisoformat(at) if verdict == Verdict.PASS else None)
        standings[name] = Standing(name, before.attempts + 1, passed_at, verdict, before.hints)
    return standings


def hints_shown(exercise_id: str) -> int:
    """How many rungs of the ladder were shown.

    Raises:
        ProgressError: the file cannot be read.
    """
    row = file.read(
        lambda connection: connection.execute("SELECT shown FROM hints WHERE exercise = ?", (exercise_id,)).fetchone()
    )
    return int(row[0]) if row else 0


def climb_hints(exercise_id: str, count: int, more: int = 1) -> int:
    """Climb so many rungs of a ladder of `count` hints, and remember it; the last rung is never passed.

    Returns:
        How many rungs were shown from now on.

    Raises:
        ProgressError: it could not be remembered.
    """

    def climb(connection: sqlite3.Connection) -> int:
        connection.execute(
            "INSERT INTO hints VALUES (:id, min(:more, :count)) "
            "ON CONFLICT (exercise) DO UPDATE SET shown = min(shown + :more, :count)",
            {"id": exercise_id, "more": more, "count": count},
        )
        found = connection.execute("SELECT shown FROM hints WHERE exercise = ?", (exercise_id,)).fetchone()
        return int(found[0])

    return file.write(climb)


def _insert(connection: sqlite3.Connection, row: tuple[str | None, ...]) -> None:
    connection.execute("INSERT INTO attempts (exercise, at, verdict, tree, report) VALUES (?, ?, ?, ?, ?)", row)


def _report(text: str) -> Report | None:
    try:
        return Report.model_validate_json(text)
    except ValidationError:
        return None
