"""The control channel between a client and a stage's process: one JSON object a line, over a socket.

When the other side is gone, the channel ends; a process of a stage then ends too, however its parent came to its end.
"""

import contextlib
import json
import socket
import threading
from typing import Any, cast

Message = dict[str, Any]


class ChannelEnd(Exception):
    """The other side is gone."""


class Channel:
    """Sends and receives messages; sending is safe from several threads, receiving is for one."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._sending = threading.Lock()
        self._rest = b""

    def send(self, message: Message) -> None:
        """Send one message.

        Raises:
            ChannelEnd: nobody is there to receive it.
        """
        line = json.dumps(message, default=str).encode("utf-8") + b"\n"
        try:
            with self._sending:
                self._socket.sendall(line)
        except OSError as error:
            raise ChannelEnd from error

    def receive(self, seconds: float | None = None) -> Message:
        """Wait for the next message.

        Raises:
            ChannelEnd: the other side is gone.
            TimeoutError: nothing came within the time limit.
        """
        self._socket.settimeout(seconds)
        while b"\n" not in self._rest:
            try:
                data = self._socket.recv(65536)
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelEnd from error
            if not data:
                raise ChannelEnd
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        return cast(Message, json.loads(line))

    def close(self) -> None:
        """End the channel, also for copies of the socket that a fork made."""
        with contextlib.suppress(OSError):  # the other side was first
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class Caller:
    """The asking side of a channel: a request, then its answer."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._turn = threading.Lock()
        self._asked = 0

    def __call__(self, ask: str, *, seconds: float, **arguments: Any) -> Message:
        """Ask, and return the answer.

        Raises:
            ChannelEnd, TimeoutError: as for `Channel.receive`.
        """
        with self._turn:
            self._asked += 1
            self._channel.send({"ask": ask, "id": self._asked, **arguments})
            while True:
                answer = self._channel.receive(seconds)
                # An older id answers a call that was interrupted or timed out.
                if answer["id"] == self._asked:
                    return answer

    def close(self) -> None:
        """End the channel."""
        self._channel.close()
