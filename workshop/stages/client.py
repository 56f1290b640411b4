"""A client of a stage: requests in somebody's name, the database behind them, the SQL that ran, crashes."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workshop.gateway import GatewayControl
from workshop.stages.answers import Answer, Verbs
from workshop.stages.database import rows
from workshop.stages.folders import StageError
from workshop.stages.servers import Servers
from workshop.stages.sessions import Sessions
from workshop.stages.statements import Count, Statements

CUSTOMER = 2
STAFF = 1


class StageClient(Verbs):
    """Talks to the processes of a stage in the name of one customer; close it, or use it as a context manager.

    `anonymous()`, `as_customer(n)` and `on(i)` give further clients of the same processes.
    """

    def __init__(
        self,
        servers: Servers,
        sessions: Sessions,
        gateway: GatewayControl,
        close: Callable[[], None],
        *,
        customer: int | None = CUSTOMER,
        process: int = 0,
    ) -> None:
        self._servers = servers
        self._sessions = sessions
        self._close = close
        self._customer = customer
        self._process = process
        self.gateway = gateway
        """The payment gateway that the stage calls."""

    def __repr__(self) -> str:
        """Without addresses, which change with every start."""
        return f"<StageClient {self._servers.name}, customer {self._customer}>"

    # Who, and where

    def anonymous(self) -> "StageClient":
        """The same servers, without a token."""
        return self._with(customer=None)

    def as_customer(self, number: int) -> "StageClient":
        """The same servers, signed in as customer `number`.

        Raises:
            StageError: `/token` does not answer with a token.
        """
        self._sessions.token(number)
        return self._with(customer=number)

    def as_staff(self) -> "StageClient":
        """The same servers, signed in as customer 1, who is staff."""
        return self.as_customer(STAFF)

    def on(self, process: int) -> "StageClient":
        """A client that talks to one of the processes; without this, it is the first (number 0)."""
        _ = self.urls[process]
        return self._with(process=process)

    @property
    def url(self) -> str:
        """Base address of the process that this client talks to."""
        return self.urls[self._process]

    @property
    def urls(self) -> list[str]:
        """Base address of every process. They change when the stage is restarted."""
        return self._servers.urls

    @property
    def headers(self) -> dict[str, str]:
        """The `Authorization` header that this client sends, for use with another HTTP client; empty without one."""
        return {} if self._customer is None else {"Authorization": f"Bearer {self._sessions.token(self._customer)}"}

    # Requests

    def request(self, method: str, path: str, **options: Any) -> Answer:
        """Send a request; `options` are those of `httpx.Client.request`. The time limit is 5 s unless it says else.

        Returns:
            The response; or NoAnswer when none came, which is an outcome and not an error.
        """
        options["headers"] = {**self.headers, **dict(options.get("headers") or {})}
        return self._sessions.send(method, f"{self.url}{path}", **options)

    # Behind the requests

    @property
    def database(self) -> Path:
        """The SQLite file that the stage uses."""
        return self._servers.database

    def rows(self, sql: str, *arguments: Any) -> list[dict[str, Any]]:
        """What is truly in the database: read over a fresh connection that cannot change it."""
        return rows(self.database, sql, *arguments)

    def statements(self) -> Statements:
        """The SQL that the stage ran since the last reset or `clear_statements()`, in order."""
        return self._servers.statements()

    def clear_statements(self) -> None:
        """Forget the statements so far."""
        self._servers.clear_statements()

    @contextmanager
    def count(self) -> Iterator[Count]:
        """Count the SQL statements of a block: `with client.count() as seen: …`, then `len(seen)`."""
        _ = self.headers  # signs in, if need be, before the count begins
        seen = Count()
        start = self._servers.positions()
        try:
            yield seen
        finally:
            seen.statements = self._servers.statements(start)

    def log(self) -> str:
        """What the processes of the stage have printed; the last 2,000 lines of it."""
        return self._servers.log()

    # Life and death

    def reset(self) -> None:
        """Begin anew without a new import: gateway, database and statements as at the start, the lifespan run again."""
        self.gateway.reset()
        self._servers.reset()
        self.sign_in()

    def kill(self, process: int = 0) -> None:
        """End a process at once, as a crash or a power cut does."""
        self._servers.kill(process)

    def restart(self) -> None:
        """Start every process again, on the same database file."""
        self._servers.restart()
        self.sign_in()

    def sign_in(self) -> None:
        """Fetch the token now, so that it costs no statement later; if that fails, the next request says so."""
        with contextlib.suppress(StageError):
            _ = self.headers
        self.clear_statements()

    def close(self) -> None:
        """End the processes, and the gateway if it is this client's own."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def _with(self, **changed: Any) -> "StageClient":
        now = {"customer": self._customer, "process": self._process, **changed}
        return StageClient(self._servers, self._sessions, self.gateway, self._close, **now)
