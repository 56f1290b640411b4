"""What starts the processes of a stage, seen from the client's side."""

import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.stages import words
from workshop.stages.channel import Caller, Channel, ChannelEnd, Message
from workshop.stages.folders import StageError
from workshop.stages.log import Log

START_SECONDS = 60.0
"""For the imports of a stage. Long: it ends only what would never come up."""


@dataclass
class Worker:
    """One server process of a stage."""

    ask: Caller
    port: int
    pid: int
    process: "subprocess.Popen[bytes] | None" = None
    """Its own process, where it is not a fork."""

    @property
    def url(self) -> str:
        """Base address."""
        return f"http://127.0.0.1:{self.port}"


class Launcher(ABC):
    """Imports a stage in another process and spawns servers of it."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self.environment = environment
        self.folder = folder
        """Temporary files of this stage, removed when its processes end."""
        self.log = Log()
        """The last lines that the processes printed."""

    @abstractmethod
    def wait_for_import(self) -> None:
        """Wait until the stage is imported.

        Raises:
            StageError: it cannot be; the message holds the traceback.
        """

    @abstractmethod
    def spawn(self) -> Worker:
        """Start a server.

        Raises:
            StageError: it did not come up.
        """

    @abstractmethod
    def kill(self, worker: Worker) -> None:
        """End a server at once, as by SIGKILL, and wait until it is gone."""

    @abstractmethod
    def close(self) -> None:
        """End everything that is left."""

    def popen(self, *arguments: str, handles: tuple[int, ...] = (), **more: Any) -> "subprocess.Popen[bytes]":
        """Start a process of the stage; what it prints goes to the log."""
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "workshop.stages.serve", *arguments, "--folder", str(self.folder)],
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=handles,
            # The Stop button of a notebook interrupts the kernel's process group, and this is no part of it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            cwd=tempfile.gettempdir(),
            **more,
        )
        assert process.stdout is not None
        self.log.read(process.stdout)
        return process

    def receive(self, channel: Channel) -> Message:
        """What a process says about its start.

        Raises:
            StageError: it says that it failed, or nothing.
        """
        try:
            answer = channel.receive(START_SECONDS)
        except TimeoutError:
            raise StageError(words.start_timed_out(self.name, START_SECONDS, self.log.text())) from None
        except ChannelEnd:
            self.log.wait_for_end(1)
            raise StageError(words.ended_early(self.name, self.log.text())) from None
        if "foreign" in answer:
            raise StageError(words.foreign_market(answer["foreign"]))
        if "traceback" in answer:
            raise StageError(words.import_failed(self.name, answer["traceback"]))
        if "no_app" in answer:
            raise StageError(words.no_app(self.name))
        return answer
