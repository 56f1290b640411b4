"""The fixtures of tests that a learner writes: an address, clients of it, the gateway, a product; never the app."""

import random
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from workshop.gateway import GatewayControl
from workshop.kit.clients import email_of
from workshop.kit.context import KEY

CUSTOMER = 2
SECONDS = 20.0
"""For an answer of the app; a test may pass `timeout=` to wait less."""

# Every address here is http:// on loopback. Loading the certificates that https:// would need takes 20 ms a client,
# which is most of the time of a test.
_VERIFY = False

_ENOUGH = 5
"""Units in stock of the product that tests get."""


class CourseError(Exception):
    """Something of the course's own does not work; never the fault of the tests."""


class Served(ABC):
    """The app that is tested, in a process of its own."""

    url: str
    gateway_url: str
    database: Path
    token: str | None = None
    """Customer 2's, once it was fetched: it is as good for the next test."""

    @abstractmethod
    def reset(self) -> None:
        """Start the app anew on a fresh database.

        Raises:
            CourseError: it does not.
        """


SERVED = pytest.StashKey[Served]()
"""Where pytest's config keeps the app."""


@pytest.fixture
def anyio_backend() -> str:
    """Coroutine tests run on asyncio, and need no marker."""
    return "asyncio"


@pytest.fixture(autouse=True)
def _served(request: pytest.FixtureRequest) -> Served:
    """The app, on a fresh database."""
    served = request.config.stash[SERVED]
    with GatewayControl(served.gateway_url) as control:
        control.reset()
    served.reset()
    return served


@pytest.fixture
def url(_served: Served) -> str:
    """The app's address."""
    return _served.url


@pytest.fixture
def gateway(_served: Served) -> Iterator[GatewayControl]:
    """Scripts the payment gateway, and tells what it charged."""
    with GatewayControl(_served.gateway_url) as control:
        yield control


@pytest.fixture
def client(_served: Served) -> Iterator[httpx.Client]:
    """A client of the app, signed in as customer 2."""
    with httpx.Client(
        base_url=_served.url, headers=_token(_served), timeout=SECONDS, trust_env=False, verify=_VERIFY
    ) as client:
        yield client


@pytest.fixture
async def async_client(_served: Served) -> AsyncIterator[httpx.AsyncClient]:
    """The same for coroutines."""
    headers = _token(_served)
    async with httpx.AsyncClient(
        base_url=_served.url, headers=headers, timeout=SECONDS, trust_env=False, verify=_VERIFY
    ) as client:
        yield client


@pytest.fixture
def product(_served: Served, request: pytest.FixtureRequest) -> dict[str, Any]:
    """A product of which there is enough, as the app shows it; the check's seed draws it."""
    with closing(sqlite3.connect(f"{_served.database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT id FROM products WHERE stock >= ? ORDER BY id", (_ENOUGH,)).fetchall()
    [number] = random.Random(request.config.stash[KEY].seed).choice(rows)
    address = f"{_served.url}/products/{number}"
    response = httpx.get(address, headers=_token(_served), timeout=SECONDS, trust_env=False, verify=_VERIFY)
    try:
        return dict(response.json())
    except (ValueError, TypeError) as error:
        raise CourseError(f"GET {address} answers {response.status_code} {response.text}") from error


def _token(served: Served) -> dict[str, str]:
    """The header that signs customer 2 in."""
    if served.token is None:
        served.token = _sign_in(served)
    return {"Authorization": f"Bearer {served.token}"}


def _sign_in(served: Served) -> str:
    form = {"username": email_of(CUSTOMER, served.database), "password": f"market-{CUSTOMER}"}
    response = httpx.post(f"{served.url}/token", data=form, timeout=SECONDS, trust_env=False, verify=_VERIFY)
    try:
        return str(response.json()["access_token"])
    except (ValueError, KeyError, TypeError) as error:
        raise CourseError(f"signing in answers {response.status_code} {response.text}") from error
