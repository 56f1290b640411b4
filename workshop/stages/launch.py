"""Starts the processes of a stage, from the client's side."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.stages import words
from workshop.stages.channel import Caller, Channel, ChannelEnd, Message
from workshop.stages.folders import StageError
from workshop.stages.log import Log

START_SECONDS = 60.0
"""For the imports of a stage. Long: it ends only what would never come up."""


@dataclass
class Worker:
    """One server process of a stage."""

    ask: Caller
    port: int
    pid: int
    process: "subprocess.Popen[bytes] | None" = None
    """Its own process, where it is not a fork."""

    @property
    def url(self) -> str:
        """Base address."""
        return f"http://127.0.0.1:{self.port}"


class Launcher(ABC):
    """Imports a stage in another process and spawns servers of it."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self.environment = environment
        self.folder = folder
        """Temporary files of this stage, removed when its processes end."""
        self.log = Log()
        """The last lines that the processes printed."""

    @abstractmethod
    def wait_for_import(self) -> None:
        """Wait until the stage is imported.

        Raises:
            StageError: it cannot be; the message holds the traceback.
        """

    @abstractmethod
    def spawn(self) -> Worker:
        """Start a server.

        Raises:
            StageError: it did not come up.
        """

    @abstractmethod
    def kill(self, worker: Worker) -> None:
        """End a server at once, as by SIGKILL, and wait until it is gone."""

    @abstractmethod
    def close(self) -> None:
        """End everything that is left."""

    def _popen(self, *arguments: str, handles: tuple[int, ...] = (), **more: Any) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "workshop.stages.serve", *arguments, "--folder", str(self.folder)],
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=handles,
            # The Stop button of a notebook interrupts the kernel's process group, and this is no part of it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            cwd=tempfile.gettempdir(),
            **more,
        )
        assert process.stdout is not None
        self.log.read(process.stdout)
        return process

    def _receive(self, channel: Channel) -> Message:
        try:
            answer = channel.receive(START_SECONDS)
        except TimeoutError:
            raise StageError(words.start_timed_out(self.name, START_SECONDS, self.log.text())) from None
        except ChannelEnd:
            self.log.wait_for_end(1)
            raise StageError(words.ended_early(self.name, self.log.text())) from None
        if "foreign" in answer:
            raise StageError(words.foreign_market(answer["foreign"]))
        if "traceback" in answer:
            raise StageError(words.import_failed(self.name, answer["traceback"]))
        if "no_app" in answer:
            raise StageError(words.no_app(self.name))
        return answer


class ForkLauncher(Launcher):
    """One process imports, its forks serve."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        super().__init__(name, environment, folder)
        self._socket, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            self._process = self._popen("--channel", str(handle), handles=(handle,), stdin=subprocess.DEVNULL)
        self._channel = Channel(self._socket)
        self._turn = threading.Lock()

    def wait_for_import(self) -> None:
        """Wait for the one import."""
        self._receive(self._channel)

    def spawn(self) -> Worker:
        """Fork."""
        ours, theirs = socket.socketpair()
        channel = Channel(ours)
        with theirs:
            pid = self._order("fork", secrets.token_hex(8), [theirs.fileno()])["pid"]
        return Worker(Caller(channel), port=self._receive(channel)["port"], pid=pid)

    def kill(self, worker: Worker) -> None:
        """Let the importing process, whose child it is, end it and collect it."""
        self._order("kill", str(worker.pid), [])
        worker.ask.close()

    def close(self) -> None:
        """End the importing process; its forks see the end of their own channels."""
        self._channel.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:  # it still imports
            self._process.kill()
            self._process.wait()

    def _order(self, what: str, which: str, handles: list[int]) -> Message:
        with self._turn:
            try:
                socket.send_fds(self._socket, [f"{what} {which}".encode()], handles)
            except OSError:
                raise StageError(words.ended_early(self.name, self.log.text())) from None
            while True:
                answer = self._receive(self._channel)
                # Another answer belongs to an order whose sender was interrupted.
                if answer["done"] == which:
                    return answer


class DirectLauncher(Launcher):
    """Each server is a process that imports by itself: for systems without fork."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        super().__init__(name, environment, folder)
        self._workers: list[Worker] = []

    def wait_for_import(self) -> None:
        """Nothing to do: the first server imports."""

    def spawn(self) -> Worker:
        """Start a process, and wait for its import."""
        secret = secrets.token_hex().encode() + b"\n"
        with socket.create_server(("127.0.0.1", 0)) as door:
            process = self._popen("--port", str(door.getsockname()[1]), stdin=subprocess.PIPE)
            assert process.stdin is not None
            with process.stdin:
                process.stdin.write(secret)
            channel = Channel(self._accept(door, secret))
        self._receive(channel)
        worker = Worker(Caller(channel), port=self._receive(channel)["port"], pid=process.pid, process=process)
        self._workers.append(worker)
        return worker

    def kill(self, worker: Worker) -> None:
        """End the process."""
        assert worker.process is not None
        worker.process.kill()
        worker.process.wait()
        worker.ask.close()

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            self.kill(worker)

    def _accept(self, door: socket.socket, secret: bytes) -> socket.socket:
        door.settimeout(START_SECONDS)
        while True:
            try:
                sock, _ = door.accept()
            except TimeoutError:
                raise StageError(words.start_timed_out(self.name, START_SECONDS, self.log.text())) from None
            sock.settimeout(START_SECONDS)
            if secrets.compare_digest(sock.recv(len(secret)), secret):
                return sock
            sock.close()


def launcher(name: str, environment: Mapping[str, str], folder: Path) -> Launcher:
    """The launcher that this system can have."""
    kind = ForkLauncher if hasattr(os, "fork") and hasattr(socket, "send_fds") else DirectLauncher
    return kind(name, environment, folder)
