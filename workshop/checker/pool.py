"""The one warm process of this process: started when it is first needed, replaced when it is gone."""

import threading

from workshop.checker.handle import CheckerError, Warm
from workshop.checker.job import Job, Outcome

_lock = threading.Lock()
_warm: Warm | None = None


def start() -> Warm:
    """The warm process; it is started if need be, and may still be loading."""
    global _warm
    with _lock:
        if _warm is None or not _warm.usable:
            old, _warm = _warm, Warm()
            if old is not None:
                old.close()
        return _warm


def run(job: Job) -> Outcome:
    """Run a job in a fork of the warm process.

    Raises:
        CheckerError: there is no outcome, twice.
    """
    warm = start()
    try:
        return warm.run(job)
    except CheckerError:
        if warm.usable:
            raise
        # It was killed meanwhile; a new one is not to blame for that.
        return start().run(job)


def stop() -> None:
    """End the warm process, with all checks that run."""
    global _warm
    with _lock:
        old, _warm = _warm, None
    if old is not None:
        old.close()
