"""The warm process: it has everything loaded that checks have in common, and forks a supervisor for each check.

It runs no answer itself, and has one thread. It is started by exec, never forked from a kernel, in a session of its
own. Its life-line is the channel: each check's own channel comes over it, and when its other end closes, however that
happens, this process ends.
"""

import fcntl
import gc
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

from workshop import course
from workshop.checker import sources
from workshop.checker.preload import preload
from workshop.checker.supervisor import supervise
from workshop.checker.worker import work

_PREFIX = "workshop-checks-"
_LOCK = "lock"
_NO_MORE = object()
_LAST_CHECKS = 3.0
"""Seconds that running checks have, at the end, to remove what is theirs."""


def start(descriptor: str) -> None:
    """Load, then serve until the channel ends.

    Args:
        descriptor: of this process's end of the channel.
    """
    channel = socket.socket(fileno=int(descriptor))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Ended supervisors need nobody to wait for them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.disable()
    _remove_orphans()
    root = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = _lock(root)
    os.chdir(root)
    try:
        started = root / "preload"
        started.mkdir()
        preload(started)
        shutil.rmtree(started)
        gc.collect()
        gc.freeze()
        _serve(channel, root)
        _wait_for_checks(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
        os.close(lock)


def _serve(channel: socket.socket, root: Path) -> None:
    """Fork a supervisor for each check whose channel arrives; compile the course's files while none does."""
    work_left = True
    compiling = sources.compile_all([course.SOLUTIONS, *course.HIDDEN_TESTS.glob("*/")])
    while True:
        while work_left and not select.select([channel], [], [], 0)[0]:
            work_left = next(compiling, _NO_MORE) is not _NO_MORE
            if not work_left:
                gc.freeze()
        data, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not data:
            return
        with socket.socket(fileno=descriptors[0]) as check:
            try:
                child = os.fork()
            except OSError as error:
                print(error, file=sys.stderr)  # the caller sees the channel end, and shows this
                continue
            if child == 0:
                _check(channel, check, root)


def _check(channel: socket.socket, check: socket.socket, root: Path) -> None:
    """Be the supervisor of one check; never returns."""
    code = 1
    try:
        channel.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        supervise(check, root, work)
        code = 0
    except EOFError:
        code = 0  # the caller went away before it asked for anything
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _lock(root: Path) -> int:
    """Mark a folder as in use, as long as this process or one of its checks lives."""
    descriptor = os.open(root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def _remove_orphans() -> None:
    """Remove what an earlier warm process left behind when it was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            descriptor = os.open(folder / _LOCK, os.O_RDWR)
        except OSError:
            continue  # not ours, or just being made or removed
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass  # in use
        finally:
            os.close(descriptor)


def _wait_for_checks(root: Path) -> None:
    until = time.monotonic() + _LAST_CHECKS
    while any(root.glob("check-*")) and time.monotonic() < until:
        time.sleep(0.01)
