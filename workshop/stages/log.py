"""What the processes of a stage print: read as it comes, the last part of it kept."""

import sys
import threading
from collections import deque
from typing import IO

KEPT = 2_000
"""Lines."""
WIDTH = 2_000
"""Characters of a line; what is longer is cut into several."""
MARK = "\x00mark "


def mark(text: str) -> None:
    """Print a mark from within the stage's process: what stands before it in the log was printed before it."""
    sys.stderr.flush()
    print(f"{MARK}{text}", flush=True)


class Log:
    """Reads pipes in threads, so that a stage that prints never waits for a reader."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=KEPT)
        self._marks: dict[str, threading.Event] = {}
        self._threads: list[threading.Thread] = []

    def read(self, pipe: IO[bytes]) -> None:
        """Read one more pipe, until its end."""
        thread = threading.Thread(target=self._read, args=(pipe,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def text(self) -> str:
        """All that is kept."""
        return "".join(self._lines.copy())

    def wait_for_end(self, seconds: float) -> None:
        """Wait until everything was read that processes which have ended had printed."""
        for thread in self._threads:
            thread.join(seconds)

    def wait_for_mark(self, text: str, seconds: float = 5.0) -> None:
        """Wait until everything was read that was printed before a mark."""
        self._mark(text).wait(seconds)
        self._marks.pop(text, None)

    def _mark(self, text: str) -> threading.Event:
        return self._marks.setdefault(text, threading.Event())

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            for raw in iter(lambda: pipe.readline(WIDTH), b""):
                before, found, text = raw.decode("utf-8", "replace").partition(MARK)
                if before:
                    self._lines.append(before)
                if found:
                    self._mark(text.strip()).set()
