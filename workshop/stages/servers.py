"""The servers of one stage on one database: start, reset, kill, restart. Who asks them what is the client's."""

import contextlib
import functools
import os
import shutil
import socket
import tempfile
import uuid
import weakref
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from workshop.stages import words
from workshop.stages.channel import ChannelEnd, Message
from workshop.stages.environment import clean_environment
from workshop.stages.folders import StageError, path, stage
from workshop.stages.launch import Launcher, Worker
from workshop.stages.launch_directly import DirectLauncher
from workshop.stages.launch_forks import ForkLauncher
from workshop.stages.statements import Statement, Statements
from workshop.stages.template import template

ENTER_SECONDS = 10.0
LEAVE_SECONDS = 3.0
"""For the lifespan; a server that needs longer to leave, say because it is blocked, is replaced by a new one."""
DATABASE = "market.sqlite"
LAUNCHER: type[Launcher] = ForkLauncher if hasattr(os, "fork") and hasattr(socket, "send_fds") else DirectLauncher


class Servers:
    """A number of server processes of one stage, which share a database file.

    The file's path never changes, so the settings stand before the one import of the stage.
    """

    def __init__(
        self,
        number: int,
        *,
        processes: int,
        front: Sequence[Path],
        settings: Mapping[str, str],
        payment_url: str,
        launcher: type[Launcher] | None = None,
    ) -> None:
        self.name = stage(number).id
        folder = Path(tempfile.mkdtemp(prefix="market-"))
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.database = folder / DATABASE
        own = {"DATABASE_URL": f"sqlite+aiosqlite:///{self.database.as_posix()}", "PAYMENT_URL": payment_url}
        folders = path(number, front=front)
        self._launcher = (launcher or LAUNCHER)(self.name, clean_environment(folders, {**own, **settings}), folder)
        self._workers: list[Worker | None] = [None] * processes
        self._cleared: list[int] = [0] * processes
        self.starts = 0
        """How many processes were started so far: what one of them knew in memory, the next does not."""
        try:
            # Meanwhile, the stage is being imported.
            self._build = functools.partial(template, number, front)
            self._template = self._build()
            self._launcher.wait_for_import()
            self.reset()
        except BaseException:
            self.close()
            raise

    @property
    def urls(self) -> list[str]:
        """Base address of each process; one that was killed keeps its last."""
        return list(self._urls)

    def reset(self) -> None:
        """Leave every lifespan, put a new copy of the template database in place, and enter again.

        Raises:
            StageError: the lifespan fails.
        """
        for index, worker in enumerate(self._workers):
            if worker is not None and not self._leave(worker):
                self.kill(index)
        for name in (DATABASE, f"{DATABASE}-journal", f"{DATABASE}-wal", f"{DATABASE}-shm"):
            self.database.with_name(name).unlink(missing_ok=True)
        if not self._template.is_file():  # temporary files are cleaned up, a notebook may stay open for weeks
            self._template = self._build()
        shutil.copyfile(self._template, self.database)
        self._enter_all()

    def restart(self) -> None:
        """End every process and start it again, on the same database file."""
        for index in range(len(self._workers)):
            self.kill(index)
        self._enter_all()

    def kill(self, index: int) -> None:
        """End one process at once."""
        worker, self._workers[index] = self._workers[index], None
        if worker is not None:
            self._launcher.kill(worker)

    def positions(self) -> list[int]:
        """How many statements each process has run since it started."""
        return [(self._ask(worker, "position") or {"position": 0})["position"] for worker in self._workers]

    def clear_statements(self) -> None:
        """Forget the statements that ran so far."""
        self._cleared = self.positions()

    def statements(self, since: Sequence[int] | None = None) -> Statements:
        """The statements of all processes in the order in which they ran, since the last clear or a position.

        A process that was killed took its own with it.
        """
        entries: list[tuple[float, str, Any]] = []
        for worker, position in zip(self._workers, since or self._cleared, strict=True):
            answer = self._ask(worker, "statements", since=position)
            entries += answer["statements"] if answer else []
        entries.sort(key=itemgetter(0))
        return Statements(Statement(sql, parameters) for _, sql, parameters in entries)

    def log(self) -> str:
        """What the processes have printed up to now; the last 2,000 lines of it."""
        for worker in self._workers:
            text = uuid.uuid4().hex
            if self._ask(worker, "mark", text=text) is not None:
                self._launcher.log.wait_for_mark(text)
        return self._launcher.log.text()

    def close(self) -> None:
        """Leave the lifespans and end all processes."""
        for index, worker in enumerate(self._workers):
            if worker is not None:
                with contextlib.suppress(StageError):
                    self._leave(worker)
                self._workers[index] = None
                worker.ask.close()
        self._launcher.close()
        self._remove()

    def _enter_all(self) -> None:
        for index, worker in enumerate(self._workers):
            if worker is None:
                self._workers[index] = self._launcher.spawn()
                self.starts += 1
        self._urls = [worker.url for worker in self._workers if worker is not None]
        for worker in self._workers:
            answer = self._ask(worker, "enter")
            if answer is None:
                raise StageError(words.ended_early(self.name, self._launcher.log.text()))
            if "error" in answer:
                raise StageError(words.start_failed(self.name, answer["error"]))
        self.clear_statements()

    def _leave(self, worker: Worker) -> bool:
        """Whether it did in time."""
        try:
            answer = worker.ask("leave", seconds=LEAVE_SECONDS)
        except (ChannelEnd, TimeoutError):
            return False
        if "error" in answer:
            raise StageError(words.stop_failed(self.name, answer["error"]))
        return True

    def _ask(self, worker: Worker | None, ask: str, **arguments: Any) -> Message | None:
        """The answer of one process; None when it is gone."""
        if worker is None:
            return None
        try:
            return worker.ask(ask, seconds=ENTER_SECONDS, **arguments)
        except ChannelEnd:
            return None
        except TimeoutError:
            raise StageError(words.start_timed_out(self.name, ENTER_SECONDS, self._launcher.log.text())) from None
