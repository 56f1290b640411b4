"""The fixtures of hidden tests. The app is imported when a test first asks for it, never before."""

import importlib
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, closing
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from workshop.kit.clients import BASE_URL, SignIn, Transport, email_of
from workshop.kit.context import KEY, Context
from workshop.kit.statements import Statements

if TYPE_CHECKING:
    from workshop.gateway import Gateway

NOWHERE = "http://127.0.0.1:9"
"""The payment gateway's address in a test that has no gateway: nobody listens there."""

Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def anyio_backend() -> str:
    """Coroutine tests run on asyncio, and need no marker."""
    return "asyncio"


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Context:
    """What this run is about."""
    return request.config.stash[KEY]


@pytest.fixture
def seed(context: Context) -> int:
    """The check's seed."""
    return context.seed


@pytest.fixture
def rng(seed: int) -> random.Random:
    """Draws the test's ids, names and counts; the same for the same seed."""
    return random.Random(seed)


@pytest.fixture
def answer(context: Context) -> ModuleType:
    """The learner's module, under its name in the app."""
    if context.module is None:
        raise LookupError("this exercise has no module")
    return importlib.import_module(context.module)


@pytest.fixture
def database(context: Context, request: pytest.FixtureRequest) -> Path:
    """A fresh copy of the stage's database."""
    if context.template is None:
        raise LookupError("this exercise has no database")
    folder = context.scratch / "databases"
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.sqlite"
    shutil.copyfile(context.template, path)
    return path


@pytest.fixture
def rows(database: Path) -> Rows:
    """`rows("select …", *arguments)`: what is truly committed, read on a connection of its own."""

    def read(sql: str, *arguments: Any) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(database)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, arguments)]

    return read


@pytest.fixture
def execute(database: Path) -> Callable[..., int]:
    """`execute("insert …", *arguments)`: writes test data and commits. Answers the id of a row that was added."""

    def write(sql: str, *arguments: Any) -> int:
        with closing(sqlite3.connect(database)) as connection, connection:
            return connection.execute(sql, arguments).lastrowid or 0

    return write


@pytest.fixture
def statements() -> Iterator[Statements]:
    """The SQL that the app ran since the last `.clear()`."""
    counter = Statements()
    with counter.attached():
        yield counter


@pytest.fixture
def gateway() -> "Iterator[Gateway]":
    """The payment gateway that the app calls."""
    from workshop.gateway import Gateway

    with Gateway() as server:
        yield server


@pytest.fixture
async def app(database: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """The stage's app around the answer, started on a fresh database."""
    # A fixture that only some tests have; it must stand before the app starts.
    payment = request.getfixturevalue("gateway").url if "gateway" in request.fixturenames else NOWHERE
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{database}")
    monkeypatch.setenv("PAYMENT_URL", payment)
    main = importlib.import_module("market.main")
    async with main.app.router.lifespan_context(main.app):
        yield main.app


@pytest.fixture
async def as_customer(
    app: Any, database: Path, statements: Statements, context: Context
) -> AsyncIterator[Callable[[int], httpx.AsyncClient]]:
    """`as_customer(n)`: a client of the app, signed in as customer n of the seed data."""
    transport = Transport(app, context.code)
    async with AsyncExitStack() as stack:

        def client(number: int) -> httpx.AsyncClient:
            auth = SignIn(email_of(number, database), number, statements) if number else None
            new = httpx.AsyncClient(transport=transport, base_url=BASE_URL, auth=auth, trust_env=False)
            stack.push_async_callback(new.aclose)
            return new

        yield client


@pytest.fixture
def client(as_customer: Callable[[int], httpx.AsyncClient]) -> httpx.AsyncClient:
    """A client of the app, signed in as customer 2."""
    return as_customer(2)


@pytest.fixture
def staff(as_customer: Callable[[int], httpx.AsyncClient]) -> httpx.AsyncClient:
    """A client of the app, signed in as customer 1, who is staff."""
    return as_customer(1)


@pytest.fixture
def anonymous(as_customer: Callable[[int], httpx.AsyncClient]) -> httpx.AsyncClient:
    """A client of the app without a token."""
    return as_customer(0)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """What the app ran while it started is not the test's."""
    statements = getattr(item, "funcargs", {}).get("statements")
    if isinstance(statements, Statements):
        statements.clear()
