"""A stage's app and the payment gateway, each in a process of its own, for tests that know only an address.

Both are forked before any code of the learner's is loaded, and end with the check.
"""

import asyncio
import importlib
import os
import shutil
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from workshop.checker.job import App
from workshop.gateway.server import GatewayServer
from workshop.kit.learner import CourseError, Served
from workshop.stages.channel import Caller, Channel, ChannelEnd, Message
from workshop.stages.sqllog import SqlLog
from workshop.stages.worker import work

CHANGED = "changed"
"""Folder below the scratch folder of the module that takes a stage module's place."""

_SECONDS = 30.0
"""For a step of the course's own; more than enough also on a machine with much to do."""


class ServedApp(Served):
    """The app as the fixtures see it."""

    def __init__(self, app: App, scratch: Path, template: Path) -> None:
        """Start both processes.

        Raises:
            CourseError: one of them does not start.
        """
        self._template = template
        self.database = scratch / "market.sqlite"
        folders = [*([_write(app, scratch)] if app.changed else []), *app.path]
        _, gateway = _start(_serve_gateway)
        self.gateway_url = str(gateway["url"])
        os.environ["PAYMENT_URL"] = self.gateway_url
        os.environ["DATABASE_URL"] = f"sqlite+aiosqlite:///{self.database}"
        channel, started = _start(lambda theirs: _serve_app(folders, theirs))
        self.url = f"http://127.0.0.1:{started['port']}"
        self._ask = Caller(channel)
        del os.environ["PAYMENT_URL"], os.environ["DATABASE_URL"]

    def reset(self) -> None:
        """Leave the app's lifespan, put a fresh database in place, enter again."""
        for step in ("leave", "enter"):
            if step == "enter":
                shutil.copyfile(self._template, self.database)
            try:
                answer = self._ask(step, seconds=_SECONDS)
            except (ChannelEnd, TimeoutError) as error:
                raise CourseError(f"the app does not {step}: {error!r}") from error
            if "error" in answer:
                raise CourseError(str(answer["error"]))


def _write(app: App, scratch: Path) -> Path:
    assert app.changed is not None
    path = scratch / CHANGED / app.changed.path
    path.parent.mkdir(parents=True)
    path.write_text(app.changed.source, encoding="utf-8", newline="")
    return scratch / CHANGED


def _start(serve: Callable[[Channel], None]) -> tuple[Channel, Message]:
    """Fork a process that serves, and wait for its first message."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        channel = Channel(theirs)
        try:
            ours.close()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            serve(channel)
        except BaseException:
            channel.send({"failed": traceback.format_exc()})
        finally:
            os._exit(0)
    theirs.close()
    channel = Channel(ours)
    try:
        message = channel.receive(_SECONDS)
    except (ChannelEnd, TimeoutError) as error:
        raise CourseError(f"a process of the check does not start: {error!r}") from error
    if "failed" in message:
        raise CourseError(str(message["failed"]))
    return channel, message


def _serve_app(folders: list[Path], channel: Channel) -> None:
    sys.path[:0] = [str(folder) for folder in folders]
    importlib.invalidate_caches()
    app = importlib.import_module("market.main").app
    work(app, SqlLog(), channel)


def _serve_gateway(channel: Channel) -> None:
    async def serve() -> None:
        channel.send({"url": await GatewayServer().start()})
        await asyncio.Event().wait()

    asyncio.run(serve())
