"""Starts each server of a stage as a process that imports by itself: for systems without fork."""

import secrets
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

from workshop.stages import words
from workshop.stages.channel import Caller, Channel
from workshop.stages.folders import StageError
from workshop.stages.launch import START_SECONDS, Launcher, Worker


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
            process = self.popen("--port", str(door.getsockname()[1]), stdin=subprocess.PIPE)
            assert process.stdin is not None
            with process.stdin:
                process.stdin.write(secret)
            channel = Channel(self._accept(door, secret))
        self.receive(channel)
        worker = Worker(Caller(channel), port=self.receive(channel)["port"], pid=process.pid, process=process)
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
