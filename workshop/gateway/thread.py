"""The gateway in a thread of this process."""

import asyncio
import threading
from concurrent.futures import Future

from workshop.gateway.control import GatewayControl
from workshop.gateway.server import GatewayServer


class Gateway(GatewayControl):
    """A running payment gateway and its control; close it, or use it as a context manager."""

    def __init__(self) -> None:
        started: Future[str] = Future()
        # A daemon: a gateway that nobody closed must not keep a kernel or a script from ending.
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True, name="payment-gateway")
        self._thread.start()
        super().__init__(started.result())

    def close(self) -> None:
        """Break every connection and stop."""
        super().close()
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def _run(self, started: "Future[str]") -> None:
        asyncio.run(self._serve(started))

    async def _serve(self, started: "Future[str]") -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = GatewayServer()
        try:
            url = await server.start()
        except BaseException as error:
            started.set_exception(error)
            return
        started.set_result(url)
        await self._stop.wait()
        await server.stop()
