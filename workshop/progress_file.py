"""The file that progress is kept in: SQLite, one short transaction an operation, a connection of its own for each.

So two kernels may write at once, and a kill at any moment leaves the last whole transaction. A file that is damaged is
put aside, never deleted, and a new one begun.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from workshop import course
from workshop.words import progress as words

T = TypeVar("T")

VERSION = 1
BUSY_SECONDS = 10.0
"""How long one kernel waits for another's transaction; each takes milliseconds."""

_SCHEMA = """
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    exercise TEXT NOT NULL,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    tree TEXT,
    report TEXT NOT NULL
);
CREATE INDEX attempts_exercise ON attempts (exercise);
CREATE TABLE hints (exercise TEXT PRIMARY KEY, shown INTEGER NOT NULL);
"""


class ProgressError(RuntimeError):
    """Progress could not be read or kept; the message says why and what to do."""


_notices: list[str] = []


def take_notices() -> list[str]:
    """What the learner should know of the file since this was last asked: that a damaged one was put aside."""
    taken = _notices.copy()
    _notices.clear()
    return taken


def path() -> Path:
    """Where progress is kept. The file need not exist."""
    return course.room() / "progress.sqlite"


def read(operation: Callable[[sqlite3.Connection], T]) -> T:
    """Run a query; without a file, on an empty one, so that nothing is written.

    Raises:
        ProgressError: the file cannot be read.
    """
    return _with_repair(lambda: _read(operation))


def write(operation: Callable[[sqlite3.Connection], T]) -> T:
    """Run an operation in one transaction that holds the write lock from its start.

    Raises:
        ProgressError: nothing was written.
    """
    return _with_repair(lambda: _write(operation))


def _read(operation: Callable[[sqlite3.Connection], T]) -> T:
    if path().exists():
        with _connect(str(path())) as connection:
            if _version(connection) == VERSION:
                return operation(connection)
    with _connect(":memory:") as connection:
        _create(connection)
        return operation(connection)


def _write(operation: Callable[[sqlite3.Connection], T]) -> T:
    path().parent.mkdir(parents=True, exist_ok=True)
    with _connect(str(path())) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == 0:
                _create(connection)
            result = operation(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite itself has rolled back after a full disk
                connection.execute("ROLLBACK")
            raise
    return result


@contextlib.contextmanager
def _connect(database: str) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        yield connection


def _version(connection: sqlite3.Connection) -> int:
    """The schema's version: 0 for a file that has none yet."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise ProgressError(words.NEWER.format(path=path()))
    return version


def _create(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";"):  # not executescript, which would commit the transaction
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _with_repair(attempt: Callable[[], T]) -> T:
    try:
        try:
            return attempt()
        except sqlite3.DatabaseError as error:
            if not _is_damaged(error):
                raise
        _put_aside()
        return attempt()
    except (sqlite3.Error, OSError) as error:
        raise ProgressError(words.unusable(path(), error)) from error


def _is_damaged(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _put_aside() -> None:
    """Rename the damaged file, unless another kernel has done so and begun a new one."""
    with _one_process_at_a_time():
        with contextlib.suppress(sqlite3.DatabaseError):
            if not path().exists():
                return
            with _connect(str(path())) as connection:
                if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
        aside = path().with_name(f"progress-damaged-{stamp}.sqlite")
        journal = path().with_name("progress.sqlite-journal")
        if journal.exists():  # else SQLite would roll the new file back to the old one's pages
            journal.rename(aside.with_name(aside.name + "-journal"))
        path().rename(aside)
        _notices.append(words.PUT_ASIDE.format(aside=aside))


@contextlib.contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    """Hold a lock on the room's folder, where the system has one; it ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows does not let an open file be renamed, which protects as well
        yield
        return
    import os

    handle = os.open(path().parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network folder without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
