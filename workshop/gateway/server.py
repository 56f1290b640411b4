"""The gateway as an asyncio server."""

import asyncio

from workshop.gateway.http import serve_connection
from workshop.gateway.service import Service


class GatewayServer:
    """Listens on loopback, on a port of the system's choice unless told."""

    def __init__(self) -> None:
        self._service = Service()
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self, port: int = 0) -> str:
        """Begin to listen; the base address.

        Raises:
            OSError: the port is in use.
        """
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", port)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Break every connection and stop to listen."""
        self._server.close()
        await self._service.end_calls()
        for task in self._connections:
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections)
        await self._server.wait_closed()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await serve_connection(self._service.handle, reader, writer)
        except asyncio.CancelledError:
            pass  # the end of the server; asyncio's own callback would log it
        finally:
            self._connections.discard(task)
