"""A worker as a process of its own, started by exec: what runs a job where the system cannot fork."""

import os
from pathlib import Path

from workshop.checker.job import Job
from workshop.checker.worker import work

JOB = "job.json"
EVENTS = "events.jsonl"
STACK = "stack.txt"


def start(folder: str) -> None:
    """Do the job that lies in the folder; never returns."""
    scratch = Path(folder)
    job = Job.model_validate_json((scratch / JOB).read_bytes())
    events, stack = (os.open(scratch / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND) for name in (EVENTS, STACK))
    work(job, scratch, events, stack)
