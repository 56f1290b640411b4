"""Serving one stage under uvicorn in this process."""

import contextlib
import csv
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.request import getproxies

import uvicorn
from sqlalchemy import URL

from workshop import course, stages
from workshop.files import write_atomically
from workshop.gateway import Gateway
from workshop.ports import LOOPBACK, find_port
from workshop.room import RoomError, explain
from workshop.words import cli as words

FIRST_PORT = 8000
_CUSTOMER = 2
_SECONDS_FOR_OPEN_REQUESTS = 3


def serve_stage(number: int, *, port: int | None, say: Callable[[str], None]) -> None:
    """Serve a stage until Ctrl-C.

    Args:
        number: the stage.
        port: the port to use; None takes a free one.
        say: shows a text to the user.

    Raises:
        StageError: there is no such stage, or it cannot be loaded.
        PortError: `port` is in use.
        RoomError: the database cannot be written into the room.
    """
    title = stages.stage(number).id
    found = find_port(port, first=FIRST_PORT, command=f"workshop stage {number:02}")
    database = _fresh_database(number, title, found)
    with Gateway() as gateway:
        os.environ["DATABASE_URL"] = URL.create("sqlite+aiosqlite", database=str(database)).render_as_string()
        os.environ["PAYMENT_URL"] = gateway.url
        main = stages.load(number)

        def started(address: str) -> None:
            email, password = _customer()
            say(words.stage_serves(title, address, gateway.url, database, email, password, proxied=bool(getproxies())))

        config = uvicorn.Config(
            main.app, host=LOOPBACK, port=found, timeout_graceful_shutdown=_SECONDS_FOR_OPEN_REQUESTS
        )
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises the signal again once it has shut down
            _Server(config, gateway, started).run()
    say(words.STAGE_ENDED)


class _Server(uvicorn.Server):
    """Says its address once it listens, and lets go of hung payments when it is told to end."""

    def __init__(self, config: uvicorn.Config, gateway: Gateway, started: Callable[[str], None]) -> None:
        super().__init__(config)
        self._gateway = gateway
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            address, port = self.servers[0].sockets[0].getsockname()[:2]
            self._started(f"http://{address}:{port}")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        # A stage that blocks in a payment could not end; not from this thread, which may be the one that waits.
        threading.Thread(target=self._gateway.reset, daemon=True).start()


def _fresh_database(number: int, title: str, port: int) -> Path:
    """A new copy of the stage's database. A port has one server, so no other can be using the older copy."""
    target = course.room() / "stages" / title / f"market-{port}.sqlite"
    template = stages.template(number)
    try:
        for leftover in target.parent.glob(f"{target.name}-*"):  # journal of a server that was killed
            leftover.unlink()
        write_atomically(target, template.read_bytes())
    except OSError as error:
        raise RoomError(explain(error, course.room())) from error
    return target


def _customer() -> tuple[str, str]:
    """Email and password of one customer who is not staff."""
    with (course.DATA / "customers.csv").open(encoding="utf-8", newline="") as file:
        email = next(row["email"] for row in csv.DictReader(file) if row["id"] == str(_CUSTOMER))
    return email, f"market-{_CUSTOMER}"
