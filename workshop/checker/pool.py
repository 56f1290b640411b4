"""The one warm process of this process: started when it is first needed, replaced when it is gone."""

import os
import threading
from collections.abc import Sequence

from workshop.checker import fresh, words
from workshop.checker.handle import CheckerError, Warm
from workshop.checker.job import Job, Outcome

CAN_FORK = hasattr(os, "fork")

AT_ONCE = max(2, os.cpu_count() or 1)
"""Jobs of one check that run at a time."""

_said = False
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


def run(jobs: Sequence[Job]) -> list[Outcome]:
    """Run jobs in forks of the warm process.

    Raises:
        CheckerError: there is no outcome, twice.
    """
    if not CAN_FORK:
        return fresh.run(jobs, AT_ONCE)
    warm = start()
    try:
        return warm.run(jobs, AT_ONCE)
    except CheckerError:
        if warm.usable:
            raise
        # It was killed meanwhile; a new one is not to blame for that.
        return start().run(jobs, AT_ONCE)


def notes() -> list[str]:
    """What is to be said once of the way in which checks run here."""
    global _said
    if CAN_FORK or _said:
        return []
    _said = True
    return [words.FRESH]


def stop() -> None:
    """End the warm process, with all checks that run."""
    global _warm
    with _lock:
        old, _warm = _warm, None
    if old is not None:
        old.close()
