"""Everything that checks have in common, done once before the first fork: imports, and one run of a throwaway app."""

import asyncio
import os
import threading
from pathlib import Path

import httpx
import uvicorn  # noqa: F401 - imported for the checks that serve an app over HTTP

from workshop.checker import runner, throwaway
from workshop.checker.reporter import Reporter
from workshop.gateway import Gateway
from workshop.kit import expect  # noqa: F401 - imported for the hidden tests
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
        RuntimeError: pytest does not run, or something that was started still runs, which a fork would break.
    """
    asyncio.run(throwaway.use(folder / "throwaway.sqlite"))
    with Gateway() as gateway:
        gateway.charges()
        asyncio.run(_call(gateway.url))
    test = folder / "test_preload.py"
    test.write_text(_TEST, encoding="utf-8")
    with open(os.devnull, "wb") as nowhere:
        ended = runner.run([test], Context(seed=0, scratch=folder), Reporter(nowhere.fileno()))
    if ended != 0:
        raise RuntimeError(f"pytest does not run: {ended!r}")
    if threading.active_count() > 1:
        raise RuntimeError(f"threads still run: {threading.enumerate()}")


async def _call(url: str) -> None:
    """Call over a real socket, as an app calls a service."""
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(url)
