"""The kernel's end of the warm process: starts it, sends it jobs, ends it."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from typing import IO

from workshop import course
from workshop.checker.environment import clean_environment
from workshop.checker.job import Job, Outcome

_START = "import sys; sys.path.insert(0, sys.argv[1]); from workshop.checker.warm import start; start(int(sys.argv[2]))"
_CHUNK = 1 << 16
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
            # -P: no folder of the learner's on sys.path. The course's own is put there without PYTHONPATH, which a
            # colon in its name would break. A session of its own: the kernel's interrupt does not reach it.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START, str(course.ROOT), str(theirs.fileno())],
                env=clean_environment(),
                cwd=os.path.abspath(os.sep),
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The warm process."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether it lives, and belongs to this process (not to one that this was forked from)."""
        return self._owner == os.getpid() and self._process.poll() is None

    def run(self, job: Job) -> Outcome:
        """Run a job. An exception while it waits, such as KeyboardInterrupt, ends the job first.

        Raises:
            CheckerError: there is no outcome.
        """
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs, self._sending:
                    socket.send_fds(self._channel, [b"c"], [theirs.fileno()])
                ours.sendall(job.model_dump_json().encode() + b"\n")
                data = _read(ours)
            except OSError as error:
                raise CheckerError(f"{error}\n{self._last_words()}") from error
            except BaseException:
                self._stop(ours)
                raise
        if not data:
            raise CheckerError(self._last_words())
        return Outcome.model_validate_json(data)

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

    def _stop(self, ours: socket.socket) -> None:
        """Tell a supervisor that nobody waits, and wait until all that it had is gone."""
        with contextlib.suppress(OSError):
            ours.shutdown(socket.SHUT_WR)
            ours.settimeout(_PATIENCE)
            _read(ours)

    def _last_words(self) -> str:
        """What the process printed last: the traceback of its failure, if it had one."""
        size = os.fstat(self._said.fileno()).st_size
        return os.pread(self._said.fileno(), _CHUNK, max(0, size - _CHUNK)).decode("utf-8", "replace")


def _read(channel: socket.socket) -> bytes:
    """All that comes until the other end closes."""
    parts = []
    while part := channel.recv(_CHUNK):
        parts.append(part)
    return b"".join(parts)
