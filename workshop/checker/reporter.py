"""The worker's way to say what happens: one JSON line an event, on a descriptor that nothing else uses."""

import os

from workshop.checker.events import Event, Place
from workshop.kit.blame import Code


class Reporter:
    """Sends events."""

    def __init__(self, descriptor: int) -> None:
        """Args: an open descriptor that can be written to."""
        self._descriptor = descriptor
        self._owner = os.getpid()
        self.code = Code(None)
        """Whose code is whose."""

    def send(self, event: Event) -> None:
        """Send one event, whole."""
        if os.getpid() != self._owner:
            # The answer forked, and its child came back into our code: it has nothing to say here.
            os._exit(0)
        data = event.model_dump_json().encode("utf-8", "replace") + b"\n"
        while data:
            data = data[os.write(self._descriptor, data) :]

    def place(self, error: BaseException) -> Place | None:
        """The line of the answer that an exception came from; else one of the app's."""
        line = self.code.line(error)
        return None if line is None else Place(file=line.file, number=line.number, code=line.code)
