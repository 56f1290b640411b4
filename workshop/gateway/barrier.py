"""Holds calls until so many have come, or until they are released."""

import asyncio
import contextlib


class Barrier:
    """One hold at a time. Belongs to one event loop."""

    def __init__(self) -> None:
        self.caught = 0
        """Calls that have come into the hold, those that have gone on included."""
        self._wanted = 0
        self._open = asyncio.Event()
        self._came = asyncio.Condition()

    def hold(self, calls: int) -> None:
        """Hold the next calls until `calls` of them have come; a hold before this one is released."""
        self._open.set()
        self._open = asyncio.Event()
        self._wanted, self.caught = calls, 0

    def release(self) -> None:
        """Let the held calls go on, and hold no further ones."""
        self._wanted = 0
        self._open.set()

    async def pass_through(self) -> None:
        """Wait here if calls are held."""
        if self.caught >= self._wanted:
            return
        self.caught += 1
        if self.caught == self._wanted:
            self._open.set()
        gate = self._open
        async with self._came:
            self._came.notify_all()
        await gate.wait()

    async def wait_caught(self, at_least: int, seconds: float) -> int:
        """Wait until so many calls have come into the hold, or the time is over; how many have."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._came:
                await self._came.wait_for(lambda: self.caught >= at_least)
        return self.caught
