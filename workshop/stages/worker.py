"""The process that serves a stage: one uvicorn on a port of the system's choice, and a thread that obeys the channel.

The thread does not need the event loop, except to enter and leave the lifespan: a stage that blocks its loop can still
be asked for its SQL, and is ended when its parent goes.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine
from typing import Any

import uvicorn

from workshop.stages.channel import Channel, ChannelEnd, Message
from workshop.stages.log import mark
from workshop.stages.sqllog import SqlLog
from workshop.stages.switch import App, LifespanError, Switch


def work(app: App, log: SqlLog, channel: Channel) -> None:
    """Serve `app` until the channel ends. Sends `{"port": …}` when it listens."""
    switch = Switch(app)
    config = uvicorn.Config(
        switch, host="127.0.0.1", port=0, lifespan="off", log_level="warning", access_log=False, loop="asyncio"
    )
    asyncio.run(_Server(config, switch, log, channel).serve())


class _Server(uvicorn.Server):
    """Takes orders as soon as it listens."""

    def __init__(self, config: uvicorn.Config, switch: Switch, log: SqlLog, channel: Channel) -> None:
        super().__init__(config)
        self._orders = _Orders(switch, log, channel)

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        self._orders.start(self.servers[0].sockets[0].getsockname()[1])


class _Orders:
    """What the channel may ask for."""

    def __init__(self, switch: Switch, log: SqlLog, channel: Channel) -> None:
        self._switch = switch
        self._log = log
        self._channel = channel

    def start(self, port: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._channel.send({"port": port})
        threading.Thread(target=self._obey, daemon=True).start()

    def _obey(self) -> None:
        try:
            while True:
                order = self._channel.receive()
                match order["ask"]:
                    case "enter":
                        self._in_loop(order, self._switch.enter())
                    case "leave":
                        self._in_loop(order, self._switch.leave())
                    case "position":
                        self._answer(order, position=self._log.position())
                    case "statements":
                        self._answer(order, statements=self._log.since(order["since"]))
                    case "mark":
                        mark(order["text"])
                        self._answer(order)
        except ChannelEnd:
            pass
        finally:
            # Not sys.exit: nothing of the stage may keep a process alive whose parent is gone.
            os._exit(0)

    def _in_loop(self, order: Message, job: Coroutine[Any, Any, None]) -> None:
        async def run() -> None:
            try:
                await job
            except LifespanError as error:
                self._answer(order, error=str(error))
            else:
                self._answer(order)

        asyncio.run_coroutine_threadsafe(run(), self._loop)

    def _answer(self, order: Message, **content: Any) -> None:
        self._channel.send({"id": order["id"], **content})
