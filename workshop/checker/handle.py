"""The kernel's end of the warm process: starts it, sends it jobs, ends it."""

import contextlib
import os
import selectors
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from typing import IO

from workshop.checker.environment import clean_environment
from workshop.checker.job import Job, Outcome
from workshop.checker.launch import command

_CHUNK = 1 << 16
_MOMENT = 0.5
"""Seconds between the end of a process's channel and its own."""
_PATIENCE = 5.0
"""Seconds for an end that was asked for."""


class CheckerError(Exception):
    """The checker itself failed; the text says what is known."""


class Warm:
    """One warm process, for any number of threads."""

    def __init__(self) -> None:
        """Starts the process; returns before it is warm."""
        self._sending = threading.Lock()
        self._owner = os.getpid()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                command("workshop.checker.warm", str(theirs.fileno())),
                env=clean_environment(),
                cwd=os.path.abspath(os.sep),
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # the kernel's interrupt does not reach it
            )

    @property
    def pid(self) -> int:
        """The warm process."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether it lives, and belongs to this process (not to one that this was forked from)."""
        return self._owner == os.getpid() and self._process.poll() is None

    def run(self, jobs: Sequence[Job], at_once: int) -> list[Outcome]:
        """Run jobs, so many at a time. An exception meanwhile, such as KeyboardInterrupt, ends them all first.

        Raises:
            CheckerError: a job has no outcome.
        """
        answers: list[bytes] = [b""] * len(jobs)
        running: dict[socket.socket, int] = {}
        waiting = list(enumerate(jobs))[::-1]
        with selectors.DefaultSelector() as selector:
            try:
                while waiting or running:
                    while waiting and len(running) < at_once:
                        number, job = waiting.pop()
                        channel = self._send(job)
                        running[channel] = number
                        selector.register(channel, selectors.EVENT_READ)
                    for key, _ in selector.select():
                        assert isinstance(key.fileobj, socket.socket)
                        part = key.fileobj.recv(_CHUNK)
                        answers[running[key.fileobj]] += part
                        if not part:
                            selector.unregister(key.fileobj)
                            running.pop(key.fileobj)
                            key.fileobj.close()
            except OSError as error:
                self._wait_if_it_ends()
                raise CheckerError(f"{error}\n{self._last_words()}") from error
            finally:
                _stop(running)
        if not all(answers):
            self._wait_if_it_ends()
            raise CheckerError(self._last_words())
        return [Outcome.model_validate_json(answer) for answer in answers]

    def close(self) -> None:
        """End the process and all checks that it runs."""
        if self._owner != os.getpid():
            return
        self._channel.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()

    def _send(self, job: Job) -> socket.socket:
        """Hand a job to a new supervisor; its outcome will come on the socket, and then the socket's end."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._sending:
                socket.send_fds(self._channel, [b"c"], [theirs.fileno()])
            ours.sendall(job.model_dump_json().encode() + b"\n")
        except BaseException:
            ours.close()
            raise
        return ours

    def _wait_if_it_ends(self) -> None:
        """A process that is about to end shall not be taken for one that can be used again."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_MOMENT)

    def _last_words(self) -> str:
        """What the process printed last: the traceback of its failure, if it had one."""
        size = os.fstat(self._said.fileno()).st_size
        return os.pread(self._said.fileno(), _CHUNK, max(0, size - _CHUNK)).decode("utf-8", "replace")


def _stop(running: dict[socket.socket, int]) -> None:
    """Tell supervisors that nobody waits any more, and wait until all that they had is gone."""
    with contextlib.suppress(OSError):
        for channel in running:
            channel.shutdown(socket.SHUT_WR)
        for channel in running:
            channel.settimeout(_PATIENCE)
            while channel.recv(_CHUNK):
                pass
    for channel in running:
        channel.close()
