"""A process that runs one check's job without a fork: what the checker's own time is compared with."""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

from workshop.checker import events, preload
from workshop.checker.events import Event
from workshop.checker.job import Job
from workshop.checker.reporter import Reporter
from workshop.checker.worker import run_job


class _Collect(Reporter):
    """Keeps events instead of sending them."""

    def __init__(self) -> None:
        super().__init__(-1)
        self.events: list[Event] = []

    def send(self, event: Event) -> None:
        self.events.append(event)


def start(job: str | None = None) -> None:
    """Warm up, do the job, print its time in milliseconds. Without a job: end after the import.

    Args:
        job: a `Job` as JSON.
    """
    if job is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("preload", "scratch"):
            Path(folder, name).mkdir()
        preload.preload(Path(folder, "preload"))
        gc.collect()
        gc.freeze()
        reporter = _Collect()
        stack = os.open(os.devnull, os.O_WRONLY)
        began = time.perf_counter()
        run_job(Job.model_validate_json(job), Path(folder, "scratch"), reporter, stack)
        took = time.perf_counter() - began
        os.chdir(folder)
        results = [event.result for event in reporter.events if isinstance(event, events.Finished)]
        if not results or set(results) != {"pass"}:
            sys.exit(f"the run did not pass: {reporter.events}")
        print(took * 1000)
