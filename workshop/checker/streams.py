"""What a supervisor hears: its caller's life-line, and the pipes from its worker."""

import contextlib
import os
import selectors
import socket
from collections.abc import Callable
from typing import NamedTuple

from workshop.checker.output import Output

_CHUNK = 1 << 16
_LONGEST_EVENTS = 4 << 20
"""Bytes of events of one run. The course's own are a hundredth of it."""


class Ends(NamedTuple):
    """The worker's ends of the pipes."""

    events: int
    output: int
    stack: int


class Streams:
    """The pipes of one worker, and the channel to the caller."""

    def __init__(self, channel: socket.socket) -> None:
        """Open the pipes."""
        self.events = b""
        self.output = Output()
        self.stack = b""
        """Where the worker was when its time was up."""
        self._channel = channel
        self._selector = selectors.DefaultSelector()
        pipes = [os.pipe() for _ in Ends._fields]
        self.ends = Ends(*(end for _, end in pipes))
        self._selector.register(channel, selectors.EVENT_READ)
        takers: tuple[Callable[[bytes], None], ...] = (self._take_events, self.output.add, self._take_stack)
        for (pipe, _), take in zip(pipes, takers, strict=True):
            os.set_blocking(pipe, False)
            self._selector.register(pipe, selectors.EVENT_READ, take)

    def become_worker(self) -> None:
        """After the fork, in the worker: keep its own ends, the output as standard output and error."""
        for pipe in self._pipes():
            os.close(pipe)
        self._selector.close()
        self._channel.close()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for old, new in ((nothing, 0), (self.ends.output, 1), (self.ends.output, 2)):
            os.dup2(old, new)
        os.close(nothing)
        os.close(self.ends.output)

    def watch(self, worker: int) -> None:
        """After the fork, in the supervisor: keep its own ends, and notice the worker's end at once."""
        for end in self.ends:
            os.close(end)
        with contextlib.suppress(AttributeError, OSError):  # Linux alone; elsewhere it is noticed a moment later
            self._selector.register(os.pidfd_open(worker), selectors.EVENT_READ)

    def read(self, seconds: float) -> bool:
        """Take what was written, or wait so long for it; whether the caller is still there."""
        for key, _ in self._selector.select(seconds):
            if key.fileobj is self._channel:
                return False
            assert isinstance(key.fileobj, int)
            if key.data is None:  # the worker's end: whoever called this looks for it
                self._forget(key.fileobj)
                continue
            with contextlib.suppress(BlockingIOError):
                data = os.read(key.fileobj, _CHUNK)
                if data:
                    key.data(data)
                else:
                    self._forget(key.fileobj)
        return True

    def drain(self) -> None:
        """Take the last of it, when all writers are gone; each pipe then has its end."""
        while self._pipes() and self.read(1.0):
            pass

    def close(self) -> None:
        """Close what is open."""
        for pipe in self._pipes():
            self._forget(pipe)
        self._selector.close()

    def _pipes(self) -> list[int]:
        return [key.fileobj for key in self._selector.get_map().values() if isinstance(key.fileobj, int)]

    def _forget(self, descriptor: int) -> None:
        self._selector.unregister(descriptor)
        os.close(descriptor)

    def _take_events(self, data: bytes) -> None:
        if len(self.events) < _LONGEST_EVENTS:
            self.events += data

    def _take_stack(self, data: bytes) -> None:
        if len(self.stack) < _CHUNK:
            self.stack += data
