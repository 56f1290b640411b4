"""HTTP/1.1 over asyncio with h11: just enough to answer, to stay silent, and to break a connection as a network does.

uvicorn will not do: it keeps the socket to itself, and a reset is made there.
"""

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import h11

LIMIT = 65536
"""Bytes of a body."""


@dataclass(frozen=True)
class Request:
    """One request; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """A JSON answer."""

    status: int
    content: Any
    headers: dict[str, str] = field(default_factory=dict)


class Break(Enum):
    """An end of the connection without an answer."""

    RESET = auto()
    CLOSE = auto()


Handler = Callable[[Request], Awaitable[Reply | Break]]


async def serve_connection(handle: Handler, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection until it ends."""
    connection = h11.Connection(h11.SERVER)
    try:
        while (request := await _read(connection, reader)) is not None:
            reply = await handle(request)
            if isinstance(reply, Break):
                if reply is Break.RESET:
                    _reset(writer)
                return
            _write(connection, writer, reply)
            await writer.drain()
            if connection.our_state is not h11.DONE:
                return
            connection.start_next_cycle()
    except h11.RemoteProtocolError:
        with contextlib.suppress(h11.LocalProtocolError):
            _write(connection, writer, Reply(400, {"error": "not HTTP"}))
    except ConnectionError:
        pass  # the caller has gone
    finally:
        writer.close()


async def _read(connection: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
    head: h11.Request | None = None
    body = b""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            if connection.they_are_waiting_for_100_continue:
                raise h11.RemoteProtocolError("100-continue is not supported")
            connection.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > LIMIT:
                raise h11.RemoteProtocolError("body too large")
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
            return Request(head.method.decode(), head.target.decode("latin-1"), headers, body)
        else:  # ConnectionClosed, PAUSED
            return None


def _write(connection: h11.Connection, writer: asyncio.StreamWriter, reply: Reply) -> None:
    content = json.dumps(reply.content).encode()
    headers = {"content-type": "application/json", "content-length": str(len(content)), **reply.headers}
    start = h11.Response(status_code=reply.status, headers=list(headers.items()))
    for event in (start, h11.Data(data=content), h11.EndOfMessage()):
        writer.write(connection.send(event) or b"")


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close so that the other side sees "connection reset by peer": lingering for 0 s sends RST instead of FIN."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh" if hasattr(socket, "SIO_RCVALL") else "ii", 1, 0)
    )
    writer.transport.abort()
