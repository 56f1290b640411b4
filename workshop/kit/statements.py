"""The SQL that ran: every statement of every engine, sync or async, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass(frozen=True)
class Statement:
    """One statement as the driver got it."""

    sql: str
    parameters: Any


class Statements:
    """Collects statements while it is attached. What the kit itself causes (signing in) is left out."""

    def __init__(self) -> None:
        """Nothing is collected yet."""
        self.all: list[Statement] = []
        self._paused = 0

    def __len__(self) -> int:
        """How many ran since the last `clear()`."""
        return len(self.all)

    def __iter__(self) -> Iterator[Statement]:
        """The statements, in order."""
        return iter(self.all)

    def clear(self) -> None:
        """Forget what ran so far."""
        self.all.clear()

    @property
    def text(self) -> str:
        """The statements' SQL in one line, for a message."""
        return "; ".join(" ".join(statement.sql.split()) for statement in self.all)

    @contextmanager
    def attached(self) -> Iterator[None]:
        """Collect from now on."""
        event.listen(Engine, "before_cursor_execute", self._note)
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", self._note)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Collect nothing meanwhile."""
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1

    def _note(self, _c: Any, _cursor: Any, sql: str, parameters: Any, _context: Any, _many: bool) -> None:
        if not self._paused:
            self.all.append(Statement(sql, parameters))
