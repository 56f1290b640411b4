"""What an answer prints: the beginning and the end are kept, however much it is."""

from collections import deque

HEAD = 1500
TAIL = 1500
"""Bytes."""


class Output:
    """Takes any number of bytes and keeps `HEAD + TAIL` of them."""

    def __init__(self) -> None:
        """Nothing was printed yet."""
        self.size = 0
        self._head = b""
        self._tail: deque[bytes] = deque()
        self._tail_size = 0

    def add(self, data: bytes) -> None:
        """Take what was printed."""
        self.size += len(data)
        room = HEAD - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        if not data:
            return
        self._tail.append(data)
        self._tail_size += len(data)
        while self._tail_size - len(self._tail[0]) >= TAIL:
            self._tail_size -= len(self._tail.popleft())

    @property
    def text(self) -> str:
        """What is kept; the gap between beginning and end is marked with its size."""
        tail = b"".join(self._tail)[-TAIL:]
        gap = self.size - len(self._head) - len(tail)
        middle = f"\n… {gap} bytes …\n" if gap else ""
        return self._head.decode("utf-8", "replace") + middle + tail.decode("utf-8", "replace")
