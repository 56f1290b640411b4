"""Every SQL statement that any engine of this process runs, sync or async."""

import threading
import time
from collections import deque
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

KEPT = 50_000
"""Statements; older ones are dropped, so that a loop cannot fill the memory."""

Entry = tuple[float, str, Any]
"""When (monotonic seconds, the same clock for all processes of a machine), the SQL, its parameters."""


class SqlLog:
    """Listens on the class `Engine`, under which every async engine has a sync one, too."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._position = 0
        self._lock = threading.Lock()

    def listen(self) -> None:
        """Start to record."""
        event.listen(Engine, "before_cursor_execute", self._record)

    def position(self) -> int:
        """How many statements have run so far."""
        return self._position

    def since(self, position: int) -> list[Entry]:
        """The statements after a position."""
        with self._lock:
            first = self._position - len(self._entries)
            return list(self._entries)[max(position - first, 0) :]

    def _record(
        self, connection: Connection, cursor: object, statement: str, parameters: Any, context: object, many: bool
    ) -> None:
        with self._lock:
            self._entries.append((time.monotonic(), statement, parameters))
            self._position += 1
