"""The process between the warm process and an answer: it starts the worker, watches it, ends all of it, and reports.

It never runs the answer's code. Its caller's end of the channel is its life-line: when that closes (Stop button, end of
the kernel), everything that the answer started is ended, and its scratch folder removed.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from workshop.checker import processes
from workshop.checker.events import read_events
from workshop.checker.job import ANSWER, Ending, Job, Outcome
from workshop.checker.streams import Streams

Work = Callable[[Job, Path, int, int], NoReturn]
"""Runs in the worker. Args: job, scratch folder, descriptors for events and for the stack when the time is up."""

_TICK = 0.02
"""Seconds between two looks at the worker's processes; more where a look takes long."""
_SHARE = 10
"""A look takes at most one part in so many of the supervisor's time."""
_GRACE = 0.5
"""Seconds in which a worker whose time is up says where it is."""


def supervise(channel: socket.socket, root: Path, work: Work) -> None:
    """Read a job from the channel, run it in a worker, answer with an `Outcome`; nothing of it is left then."""
    job = Job.model_validate_json(_receive(channel))
    processes.adopt_orphans()
    scratch = Path(tempfile.mkdtemp(prefix="check-", dir=root))
    try:
        watch = _Watch(job, scratch, channel)
        try:
            watch.start(work)
            outcome = watch.run()
        finally:
            watch.end()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if outcome is not None:
        with contextlib.suppress(BrokenPipeError):  # the caller went at the last moment
            channel.sendall(outcome.model_dump_json().encode())


class _Watch:
    """One worker and all that it starts."""

    def __init__(self, job: Job, scratch: Path, channel: socket.socket) -> None:
        self._job = job
        self._scratch = scratch
        self._streams = Streams(channel)
        self._worker = 0
        self._base = processes.private_bytes(os.getpid())

    def start(self, work: Work) -> None:
        """Fork the worker."""
        self._worker = os.fork()
        if self._worker == 0:
            try:
                os.setsid()
                processes.end_with_parent()
                self._streams.become_worker()
                work(self._job, self._scratch, self._streams.ends.events, self._streams.ends.stack)
            finally:
                os._exit(70)
        self._streams.watch(self._worker)

    def run(self) -> Outcome | None:
        """Wait until the worker ends or must be ended; None when nobody waits for the outcome any more."""
        next_look = began = time.monotonic()
        while True:
            if not self._streams.read(_TICK):
                return None
            pid, status, used = os.wait4(self._worker, os.WNOHANG)
            if pid:
                return self._outcome(self._ended(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime))
            now = time.monotonic()
            if now - began > self._job.limits.wall_seconds:
                self._ask_for_stack()
                return self._outcome(Ending(reason="wall"))
            if now >= next_look:
                if (ending := self._look()) is not None:
                    return self._outcome(ending)
                next_look = time.monotonic() + (time.monotonic() - now) * _SHARE

    def end(self) -> None:
        """End everything that the answer started."""
        if self._worker:
            processes.end_all(self._worker)
        self._streams.close()

    def _look(self) -> Ending | None:
        """Count what is to be counted."""
        limits = self._job.limits
        alive = processes.descendants(os.getpid())
        if len(alive) > limits.processes:
            return Ending(reason="processes")
        if any(process.threads > limits.threads for process in alive):
            return Ending(reason="threads")
        grown = sum(max(0, processes.private_bytes(process.pid) - self._base) for process in alive)
        if grown > limits.memory_mb << 20:
            return Ending(reason="memory")
        return None

    def _ask_for_stack(self) -> None:
        """The same signal as at the end of the CPU time: the worker writes where it is, and ends."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._worker, signal.SIGXCPU)
        until = time.monotonic() + _GRACE
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        while time.monotonic() < until and os.waitid(os.P_PID, self._worker, look) is None:
            self._streams.read(_TICK)

    def _outcome(self, ending: Ending) -> Outcome:
        """All that the worker said, now that it says no more."""
        processes.end_all(self._worker)
        self._streams.drain()
        if ending.reason in {"cpu", "wall"}:
            ending = ending.model_copy(update={"place": self._place()})
        output = self._streams.output
        return Outcome(events=read_events(self._streams.events), ending=ending, output=output.text, printed=output.size)

    def _ended(self, code: int, cpu_seconds: float) -> Ending:
        """How the worker ended by itself, or by the system's limit: SIGKILL where it ignored SIGXCPU."""
        late = code == -signal.SIGKILL and cpu_seconds >= self._job.limits.cpu_seconds
        return Ending(reason="cpu" if late or code == -signal.SIGXCPU else "exited", code=code)

    def _place(self) -> tuple[str, int] | None:
        """The answer's innermost line in the stack that the worker wrote."""
        found = re.search(rb'File "[^"\n]*/' + ANSWER.encode() + rb'/([^"\n]+)", line (\d+)', self._streams.stack)
        return (found[1].decode(), int(found[2])) if found else None


def _receive(channel: socket.socket) -> bytes:
    """A line from the channel.

    Raises:
        EOFError: the caller has gone.
    """
    data = b""
    while not data.endswith(b"\n"):
        part = channel.recv(1 << 16)
        if not part:
            raise EOFError
        data += part
    return data
