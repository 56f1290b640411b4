"""Everything that checks have in common, done once before the first fork: imports, and one run of a throwaway app."""

import asyncio
import os
import threading
from pathlib import Path

import uvicorn  # noqa: F401 - imported for the checks that serve an app over HTTP

from workshop.checker import runner, throwaway
from workshop.checker.reporter import Reporter
from workshop.kit.context import Context

_TEST = '''
async def test_async(rng):
    """A test."""


def test_plain(seed):
    """A test."""
'''


def preload(folder: Path) -> None:
    """Leave every library warm, and no thread, loop or file open.

    Args:
        folder: an empty folder that may be written to.

    Raises:
        RuntimeError: something that was started still runs; a fork would break it.
    """
    asyncio.run(throwaway.use(folder / "throwaway.sqlite"))
    test = folder / "test_preload.py"
    test.write_text(_TEST, encoding="utf-8")
    with open(os.devnull, "wb") as nowhere:
        runner.run([test], Context(seed=0, scratch=folder), Reporter(nowhere.fileno()))
    if threading.active_count() > 1:
        raise RuntimeError(f"threads still run: {threading.enumerate()}")
