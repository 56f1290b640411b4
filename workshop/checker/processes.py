"""Processes that descend from this one: found wherever they went, counted, ended.

Only Linux tells them all; elsewhere the process group has to do.
"""

import contextlib
import ctypes
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Process:
    """A process as `/proc` has it."""

    pid: int
    parent: int
    ended: bool
    threads: int


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends, in whatever session or group it is."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """Be killed when the parent ends. To be called by a process whose parent has one thread."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def descendants(of: int) -> list[Process]:
    """The living descendants of a process; empty where there is no `/proc`."""
    children: dict[int, list[Process]] = {}
    for entry in _ids():
        if (process := _read(entry)) is not None:
            children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    waiting = [of]
    while waiting:
        for child in children.get(waiting.pop(), []):
            waiting.append(child.pid)
            if not child.ended:
                found.append(child)
    return found


def private_bytes(pid: int) -> int:
    """Memory that a process does not share with files, in bytes; 0 if it is gone."""
    try:
        fields = (PROC / str(pid) / "statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * PAGE


def end_all(group: int) -> None:
    """Kill every descendant of this process, and a process group; return when none is left."""
    me = os.getpid()
    while True:
        alive = [process.pid for process in descendants(me)]
        # Stopped first: what cannot run cannot fork while the others are being killed.
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for pid in alive:
                _signal(pid, number)
        _signal(-group, signal.SIGKILL)
        if not _reap():
            return
        time.sleep(0.001)


def _reap() -> bool:
    """Take the exit status of all children that ended; whether any child is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _ids() -> list[str]:
    try:
        return [name for name in os.listdir(PROC) if name.isdigit()]
    except OSError:
        return []


def _read(pid: str) -> Process | None:
    try:
        with open(PROC / pid / "stat", "rb") as file:
            text = file.read()
    except OSError:
        return None
    # The name may hold anything, also ") "; what follows its last parenthesis has a fixed form.
    fields = text[text.rindex(b")") + 2 :].split()
    return Process(int(pid), int(fields[1]), fields[0] in b"ZX", int(fields[17]))


def _prctl(option: int, value: int) -> None:
    """Linux's `prctl`; does nothing elsewhere."""
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl is not None:
        prctl(option, value, 0, 0, 0)
