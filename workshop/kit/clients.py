"""HTTP clients of the app in this process: signed in, and telling what the app raised."""

import sqlite3
from collections.abc import AsyncGenerator, Callable, Generator, MutableMapping
from pathlib import Path
from typing import Any

import httpx

from workshop.kit import show, words
from workshop.kit.blame import Code
from workshop.kit.mismatch import Mismatch
from workshop.kit.statements import Statements

BASE_URL = "http://market.test"

Scope = MutableMapping[str, Any]
Asgi = Callable[[Scope, Any, Any], Any]


class Transport(httpx.AsyncBaseTransport):
    """Calls the app directly. An exception that the app lets through is a 500 that keeps the exception beside it."""

    def __init__(self, app: Asgi, code: Code) -> None:
        """Args: the app, and whose code is whose."""
        self._app = app
        self._code = code

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        raised: list[Exception] = []

        async def watched(scope: Scope, receive: Any, send: Any) -> None:
            try:
                await self._app(scope, receive, send)
            except Exception as error:
                raised.append(error)
                raise

        transport = httpx.ASGITransport(watched, raise_app_exceptions=False)
        response = await transport.handle_async_request(request)
        if raised and isinstance(raised[0], MemoryError):
            # Not an answer of the app: the end of what this process may use.
            raise raised[0]
        if raised:
            response.extensions[show.RAISED] = raised[0]
            response.extensions[show.RAISED_AT] = self._code.line(raised[0])
        return response


class SignIn(httpx.Auth):
    """Fetches a customer's token before the first request that needs it, and keeps it for the process's life."""

    _tokens: dict[str, str] = {}  # noqa: RUF012 - shared by all of them, on purpose

    def __init__(self, email: str, number: int, statements: Statements) -> None:
        """Args: the customer's email and number, and the collector that shall not see the signing in."""
        self._email = email
        self._number = number
        self._statements = statements

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Sign in if need be, then send the request with the token."""
        if self._email not in self._tokens:
            form = {"username": self._email, "password": f"market-{self._number}"}
            with self._statements.paused():
                response = yield httpx.Request("POST", f"{BASE_URL}/token", data=form)
                await response.aread()
            self._tokens[self._email] = self._token(response)
        request.headers["Authorization"] = f"Bearer {self._tokens[self._email]}"
        yield request

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """There is no sync client of an app in this process."""
        raise NotImplementedError("the clients of the kit are async")

    def _token(self, response: httpx.Response) -> str:
        try:
            return str(response.json()["access_token"])
        except (ValueError, KeyError, TypeError):
            raise Mismatch(
                sent=f"POST /token   username={self._email}",
                expected=words.A_FIELD.format(key="access_token"),
                got=show.answer(response),
                meaning=words.SIGN_IN_FAILED,
            ) from None


def email_of(number: int, database: Path) -> str:
    """The email of a customer of the seed data.

    Raises:
        LookupError: there is no such customer.
    """
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT email FROM customers WHERE id = ?", (number,)).fetchone()
    finally:
        connection.close()
    if row is None:
        raise LookupError(words.NO_SUCH_CUSTOMER.format(number=number))
    return str(row[0])
