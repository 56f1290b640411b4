"""The process between the warm process and an answer: it starts the worker, watches it, ends all of it, and reports.

It never runs the answer's code. Its caller's end of the channel is its life-line: when that closes (Stop button, end of
the kernel), everything that the answer started is ended, and its scratch folder removed.
"""

import contextlib
import os
import re
import selectors
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
from workshop.checker.output import Output

Work = Callable[[Job, Path, int, int], NoReturn]
"""Runs in the worker. Args: job, scratch folder, descriptors for events and for the stack when the time is up."""

_TICK = 0.02
"""Seconds between two looks at the worker's processes; more where a look takes long."""
_SHARE = 10
"""A look takes at most one part in so many of the supervisor's time."""
_GRACE = 0.5
"""Seconds in which a worker whose time is up says where it is."""
_CHUNK = 1 << 16
_LONGEST_EVENTS = 4 << 20
"""Bytes of events of one run. The course's own are a hundredth of it."""


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
        channel.sendall(outcome.model_dump_json().encode())


class _Watch:
    """One worker and all that it starts."""

    def __init__(self, job: Job, scratch: Path, channel: socket.socket) -> None:
        self._job = job
        self._scratch = scratch
        self._channel = channel
        self._output = Output()
        self._events = b""
        self._stack = b""
        self._worker = 0
        self._selector = selectors.DefaultSelector()
        self._base = processes.private_bytes(os.getpid())

    def start(self, work: Work) -> None:
        """Fork the worker."""
        pipes = [os.pipe() for _ in range(3)]
        (events, events_in), (output, output_in), (stack, stack_in) = pipes
        self._worker = os.fork()
        if self._worker == 0:
            try:
                os.setsid()
                processes.end_with_parent()
                self._channel.close()
                self._selector.close()
                for end in (events, output, stack):
                    os.close(end)
                nothing = os.open(os.devnull, os.O_RDONLY)
                for old, new in ((nothing, 0), (output_in, 1), (output_in, 2)):
                    os.dup2(old, new)
                os.close(nothing)
                os.close(output_in)
                work(self._job, self._scratch, events_in, stack_in)
            finally:
                os._exit(70)
        for _, end in pipes:
            os.close(end)
        self._selector.register(self._channel, selectors.EVENT_READ)
        for end, take in ((events, self._take_events), (output, self._output.add), (stack, self._take_stack)):
            os.set_blocking(end, False)
            self._selector.register(end, selectors.EVENT_READ, take)
        with contextlib.suppress(AttributeError, OSError):  # Linux alone; elsewhere its end is noticed a moment later
            self._selector.register(os.pidfd_open(self._worker), selectors.EVENT_READ)

    def run(self) -> Outcome | None:
        """Wait until the worker ends or must be ended; None when nobody waits for the outcome any more."""
        began = time.monotonic()
        next_look = began
        while True:
            if not self._read(_TICK):
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
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, int):
                os.close(key.fileobj)
        self._selector.close()

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

    def _read(self, seconds: float) -> bool:
        """Take what the worker wrote; whether somebody still waits for the outcome."""
        for key, _ in self._selector.select(seconds):
            if key.fileobj is self._channel:
                return False
            assert isinstance(key.fileobj, int)
            if key.data is None:  # the worker's end, which the caller looks for
                self._selector.unregister(key.fileobj)
                os.close(key.fileobj)
                continue
            with contextlib.suppress(BlockingIOError):
                data = os.read(key.fileobj, _CHUNK)
                if data:
                    key.data(data)
                else:
                    self._selector.unregister(key.fileobj)
                    os.close(key.fileobj)
        return True

    def _take_events(self, data: bytes) -> None:
        if len(self._events) < _LONGEST_EVENTS:
            self._events += data

    def _take_stack(self, data: bytes) -> None:
        if len(self._stack) < _CHUNK:
            self._stack += data

    def _ask_for_stack(self) -> None:
        """The same signal as at the end of the CPU time: the worker writes where it is, and ends."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._worker, signal.SIGXCPU)
        until = time.monotonic() + _GRACE
        while time.monotonic() < until and os.waitid(os.P_PID, self._worker, _LOOK) is None:
            self._read(_TICK)

    def _outcome(self, ending: Ending) -> Outcome:
        """All that the worker said, now that it says no more."""
        processes.end_all(self._worker)
        while any(isinstance(key.fileobj, int) for key in self._selector.get_map().values()):
            # All writers are gone, so each pipe has its last bytes and then its end.
            if not self._read(_TICK):
                break
        if ending.reason in {"cpu", "wall"}:
            ending = ending.model_copy(update={"place": self._place()})
        return Outcome(
            events=read_events(self._events),
            ending=ending,
            output=self._output.text,
            printed=self._output.size,
        )

    def _ended(self, code: int, cpu_seconds: float) -> Ending:
        """How the worker ended by itself, or by the system's limit: SIGKILL where it ignored SIGXCPU."""
        late = code == -signal.SIGKILL and cpu_seconds >= self._job.limits.cpu_seconds
        return Ending(reason="cpu" if late or code == -signal.SIGXCPU else "exited", code=code)

    def _place(self) -> tuple[str, int] | None:
        """The answer's innermost line in the stack that the worker wrote."""
        found = re.search(rb'File "[^"\n]*/' + ANSWER.encode() + rb'/([^"\n]+)", line (\d+)', self._stack)
        return (found[1].decode(), int(found[2])) if found else None


_LOOK = os.WEXITED | os.WNOHANG | os.WNOWAIT


def _receive(channel: socket.socket) -> bytes:
    """A line from the channel.

    Raises:
        EOFError: the caller has gone.
    """
    data = b""
    while not data.endswith(b"\n"):
        part = channel.recv(_CHUNK)
        if not part:
            raise EOFError
        data += part
    return data
