"""`workshop lab` in a process of its own, on a room and a home folder of the test's."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import httpx

from workshop import course

_ADDRESS = re.compile(r"(?P<base>http://\S+?)/lab/tree/(?P<path>\S+)\?token=(?P<token>\w+)")
_SECONDS_TO_START = 60
_SECONDS_TO_END = 30


class LabProcess:
    """Context manager: JupyterLab serves while it is entered."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        settings: Mapping[str, str] | None = None,
        root: Path = course.ROOT,
    ) -> None:
        self.room = folder / "room"
        self.home = folder / "home"
        self._arguments = arguments
        self._settings = dict(settings or {})
        self._root = root
        self._lines: list[str] = []
        self._said = threading.Condition()
        self.base = self.path = self.token = ""

    @property
    def address(self) -> str:
        """What `workshop lab` tells the user to open."""
        return f"{self.base}/lab/tree/{self.path}?token={self.token}"

    @property
    def output(self) -> str:
        """All that it printed so far."""
        return "".join(self._lines)

    def get(self, path: str) -> httpx.Response:
        """Ask the server itself, as the page does."""
        with httpx.Client(trust_env=False, base_url=self.base, timeout=20) as client:
            return client.get(path, headers={"Authorization": f"token {self.token}"})

    def end(self) -> int:
        """Press Ctrl-C and wait.

        Returns:
            The exit code.
        """
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(_SECONDS_TO_END)

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
        environment |= {
            "HOME": str(self.home),
            "WORKSHOP_ROOM": str(self.room),
            "PYTHONPATH": str(self._root),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "workshop", "lab", "--no-browser", *self._arguments],
            cwd=self._root,
            env=environment | self._settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        try:
            self._await_address()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        self._stop()

    def _stop(self) -> None:
        try:
            self._process.wait(_SECONDS_TO_END if self.base else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def _read(self) -> None:
        for line in self._process.stdout:
            with self._said:
                self._lines.append(line)
                self._said.notify_all()
        with self._said:
            self._said.notify_all()

    def _await_address(self) -> None:
        def arrived() -> bool:
            return _ADDRESS.search(self.output) is not None or not self._reader.is_alive()

        with self._said:
            self._said.wait_for(arrived, _SECONDS_TO_START)
            found = _ADDRESS.search(self.output)
        if found is None:
            raise AssertionError(f"workshop lab printed no address:\n{self.output}")
        self.base, self.path, self.token = found["base"], found["path"], found["token"]
