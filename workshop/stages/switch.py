"""An ASGI app around the stage's app: its lifespan can be left and entered again while the server stays."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from workshop.stages import words

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATIENCE = 0.25
"""Seconds that running requests have to come to their own end before they are cancelled, and again after that."""


class LifespanError(Exception):
    """The lifespan failed; the text is its traceback."""


class Switch:
    """Passes requests on while a lifespan is entered. Drives the lifespan by the ASGI protocol, as a server does."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._running: set[asyncio.Task[Any]] = set()
        self._life: _Life | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        life = self._life
        if life is None:
            await _refuse(send)
            return
        scope["state"] = dict(life.state)
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await self._app(scope, receive, send)
        finally:
            self._running.discard(task)

    async def enter(self) -> None:
        """Run the lifespan up to its `yield`.

        Raises:
            LifespanError: it failed there.
        """
        life = _Life(self._app)
        await life.start()
        self._life = life

    async def leave(self) -> None:
        """End the running requests, then run the lifespan to its end. Does nothing when none is entered.

        Raises:
            LifespanError: it failed after its `yield`.
        """
        life, self._life = self._life, None
        if self._running:
            await asyncio.wait(self._running, timeout=PATIENCE)
        if self._running:
            for task in self._running:
                task.cancel()
            await asyncio.wait(self._running, timeout=PATIENCE)
        if life is not None:
            await life.stop()


class _Life:
    """One run of the app's lifespan, in a task of its own from beginning to end."""

    def __init__(self, app: App) -> None:
        self.state: dict[str, Any] = {}
        self._to_app: asyncio.Queue[Event] = asyncio.Queue()
        self._from_app: asyncio.Queue[Event] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(app))

    async def _run(self, app: App) -> None:
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.3"}, "state": self.state}
        try:
            await app(scope, self._to_app.get, self._from_app.put)
        except BaseException:
            # The first message decides: if the app has sent its own "failed", this one is never read.
            await self._from_app.put({"type": "lifespan.failed", "message": traceback.format_exc()})

    async def start(self) -> None:
        await self._ask("startup")

    async def stop(self) -> None:
        await self._ask("shutdown")
        await self._task

    async def _ask(self, phase: str) -> None:
        await self._to_app.put({"type": f"lifespan.{phase}"})
        answer = await self._from_app.get()
        if answer["type"] != f"lifespan.{phase}.complete":
            raise LifespanError(str(answer.get("message") or answer["type"]))


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 503, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": words.RESET_RUNNING.encode()})
