"""Runs jobs where the system cannot fork: a fresh process for each, with the wall limit alone."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from workshop.checker.alone import EVENTS, JOB
from workshop.checker.environment import clean_environment
from workshop.checker.events import read_events
from workshop.checker.job import Ending, Job, Outcome
from workshop.checker.launch import command
from workshop.checker.output import Output

_TICK = 0.02
_CHUNK = 1 << 16


def run(jobs: Sequence[Job], at_once: int) -> list[Outcome]:
    """Run jobs, so many at a time. An exception meanwhile, such as KeyboardInterrupt, ends them all first."""
    outcomes: dict[int, Outcome] = {}
    running: dict[int, _Process] = {}
    waiting = list(enumerate(jobs))[::-1]
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                number, job = waiting.pop()
                running[number] = _Process(job)
            for number, process in list(running.items()):
                if (outcome := process.outcome()) is not None:
                    outcomes[number] = outcome
                    running.pop(number).close()
            time.sleep(_TICK)
    finally:
        for process in running.values():
            process.close()
    return [outcomes[number] for number in range(len(jobs))]


class _Process:
    """One job in its process."""

    def __init__(self, job: Job) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="workshop-check-"))
        self._until = time.monotonic() + job.limits.wall_seconds
        self._output = Output()
        (self._folder / JOB).write_text(job.model_copy(update={"fork": False}).model_dump_json(), encoding="utf-8")
        self._process = subprocess.Popen(
            command("workshop.checker.alone", str(self._folder)),
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def outcome(self) -> Outcome | None:
        """The outcome; None while the process runs and may."""
        code = self._process.poll()
        if code is None and time.monotonic() < self._until:
            return None
        self._end()
        ending = Ending(reason="wall") if code is None else Ending(reason="exited", code=code)
        events = self._folder / EVENTS
        return Outcome(
            events=read_events(events.read_bytes() if events.exists() else b""),
            ending=ending,
            output=self._output.text,
            printed=self._output.size,
        )

    def close(self) -> None:
        """End the process, remove its folder."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        # A child of the answer may hold the pipe open for ever.
        self._reader.join(1.0)

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            while part := os.read(pipe.fileno(), _CHUNK):
                self._output.add(part)
