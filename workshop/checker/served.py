"""A stage's app and the payment gateway, each in a process of its own, for tests that know only an address.

Both are started before any code of the learner's is loaded, and end when their channel does: with the check.
"""

import asyncio
import contextlib
import importlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from workshop.checker import sources
from workshop.checker.job import App
from workshop.checker.launch import command
from workshop.gateway.server import GatewayServer
from workshop.kit.learner import CourseError, Served
from workshop.stages.channel import Caller, Channel, ChannelEnd, Message
from workshop.stages.sqllog import SqlLog
from workshop.stages.worker import work

CHANGED = "changed"
"""Folder below the scratch folder of the module that takes a stage module's place."""

_SECONDS = 30.0
"""For a step of the course's own; more than enough also on a machine with much to do."""


Start = Callable[[str, list[str]], Channel]
"""Starts a process that serves the `app` of some folders, or the `gateway`."""


class ServedApp(Served):
    """The app as the fixtures see it."""

    def __init__(self, app: App, scratch: Path, template: Path, *, start: Start) -> None:
        """Start both processes, by `fork` or `spawn`.

        Raises:
            CourseError: one of them does not start.
        """
        self._template = template
        self.database = scratch / "market.sqlite"
        folders = [*([_write(app, scratch)] if app.changed else []), *app.path]
        self._gateway, gateway = _started(start("gateway", []))
        self.gateway_url = str(gateway["url"])
        os.environ["PAYMENT_URL"] = self.gateway_url
        os.environ["DATABASE_URL"] = f"sqlite+aiosqlite:///{self.database.as_posix()}"
        channel, served = _started(start("app", [str(folder) for folder in folders]))
        self.url = f"http://127.0.0.1:{served['port']}"
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


def _started(channel: Channel) -> tuple[Channel, Message]:
    """Wait for the first message of a process."""
    try:
        message = channel.receive(_SECONDS)
    except (ChannelEnd, TimeoutError) as error:
        raise CourseError(f"a process of the check does not start: {error!r}") from error
    if "failed" in message:
        raise CourseError(str(message["failed"]))
    return channel, message


def fork(what: str, folders: list[str]) -> Channel:
    """Start a process as a fork of this one, which has all libraries loaded."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        try:
            ours.close()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            _serve(what, folders, Channel(theirs))
        finally:
            os._exit(0)
    theirs.close()
    return Channel(ours)


def spawn(what: str, folders: list[str]) -> Channel:
    """Start a process by exec; it calls back."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        nowhere = subprocess.DEVNULL
        subprocess.Popen(
            command("workshop.checker.served", what, str(port), *folders), stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
        door.settimeout(_SECONDS)
        try:
            return Channel(door.accept()[0])
        except TimeoutError as error:
            raise CourseError(f"the process of the {what} does not start") from error


def start(what: str, port: str, *folders: str) -> None:
    """Be the process that `spawn` starts."""
    _serve(what, list(folders), Channel(socket.create_connection(("127.0.0.1", int(port)))))


def _serve(what: str, folders: list[str], channel: Channel) -> None:
    try:
        if what == "app":
            sys.path[:0] = folders
            sources.import_from(Path(folder) for folder in folders)
            work(importlib.import_module("market.main").app, SqlLog(), channel)
        else:
            asyncio.run(_serve_gateway(channel))
    except BaseException:
        channel.send({"failed": traceback.format_exc()})


async def _serve_gateway(channel: Channel) -> None:
    channel.send({"url": await GatewayServer().start()})
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    await asyncio.Event().wait()


def _end_with(channel: Channel) -> None:
    """End this process when its channel ends."""
    with contextlib.suppress(ChannelEnd):
        channel.receive()
    os._exit(0)
