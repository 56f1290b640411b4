"""Starts the servers of a stage as forks of the one process that imported it."""

import secrets
import socket
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

from workshop.stages import words
from workshop.stages.channel import Caller, Channel, Message
from workshop.stages.folders import StageError
from workshop.stages.launch import Launcher, Worker


class ForkLauncher(Launcher):
    """One process imports, its forks serve."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        super().__init__(name, environment, folder)
        self._socket, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            self._process = self.popen("--channel", str(handle), handles=(handle,), stdin=subprocess.DEVNULL)
        self._channel = Channel(self._socket)
        self._turn = threading.Lock()
        self._imported = False

    def wait_for_import(self) -> None:
        """Wait for the one import."""
        self.receive(self._channel)
        self._imported = True

    def spawn(self) -> Worker:
        """Fork."""
        ours, theirs = socket.socketpair()
        channel = Channel(ours)
        with theirs:
            pid = self._order("fork", secrets.token_hex(8), [theirs.fileno()])["pid"]
        return Worker(Caller(channel), port=self.receive(channel)["port"], pid=pid)

    def kill(self, worker: Worker) -> None:
        """Let the importing process, whose child it is, end it and collect it."""
        self._order("kill", str(worker.pid), [])
        worker.ask.close()

    def close(self) -> None:
        """End the importing process; its forks see the end of their own channels."""
        self._channel.close()
        if not self._imported:  # an import does not look at the channel, and may never end
            self._process.kill()
        self._process.wait()

    def _order(self, what: str, which: str, handles: list[int]) -> Message:
        with self._turn:
            try:
                socket.send_fds(self._socket, [f"{what} {which}".encode()], handles)
            except OSError:
                raise StageError(words.ended_early(self.name, self.log.text())) from None
            while True:
                answer = self.receive(self._channel)
                # Another answer belongs to an order whose sender was interrupted.
                if answer["done"] == which:
                    return answer
