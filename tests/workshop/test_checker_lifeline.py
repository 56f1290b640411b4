"""The warm process and its checks end with the process that they work for, however that ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import checker_course
import pytest

from workshop.checker.processes import descendants

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")

DEADLINE = 20.0
"""Seconds for what must happen at once."""

CALLER = """
import sys, pathlib, signal, threading
sys.path.insert(0, sys.argv[1])
import checker_course
from workshop.checker import api, pool
course = checker_course.Course(pathlib.Path(sys.argv[2]))
api.check_assignment(course.assignment, checker_course.NOTES)
print(pool.start().pid, flush=True)
started = pathlib.Path(sys.argv[3])
source = f"import time\\nopen({str(started)!r}, 'w').close()\\ntime.sleep(3600)\\n"
threading.Thread(target=api.check_assignment, args=(course.assignment, source), daemon=True).start()
while not started.exists():
    pass
print("waits", flush=True)
sys.stdin.read()
"""


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for what another process does in its own time."""
    until = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


def gone(pid: int) -> bool:
    """Whether there is no such process, or only its exit status is left."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in which a check runs that never ends by itself."""
    course = tmp_path / "course"
    course.mkdir()
    checker_course.make(course)
    (tmp_path / "scratch").mkdir()
    arguments = [str(Path(__file__).parent), str(course), str(tmp_path / "started")]
    process = subprocess.Popen(
        [sys.executable, "-c", CALLER, *arguments],
        env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM", "SIGINT", "its own end"])
def test_all_is_gone_when_the_caller_is(caller: subprocess.Popen[str], tmp_path: Path, end: str) -> None:
    """In the middle of a check: the warm process, the supervisor, the answer, the folder."""
    assert caller.stdout is not None
    assert caller.stdin is not None
    warm = int(caller.stdout.readline())
    assert caller.stdout.readline() == "waits\n"
    processes = [warm, *(process.pid for process in descendants(warm))]
    assert len(processes) == 3
    if end == "its own end":
        caller.stdin.close()
    else:
        caller.send_signal(signal.Signals[end])
    caller.wait(DEADLINE)
    wait_until(lambda: all(gone(pid) for pid in processes))
    wait_until(lambda: not list((tmp_path / "scratch").iterdir()))


def test_a_check_outlives_the_warm_process(caller: subprocess.Popen[str], tmp_path: Path) -> None:
    """Until its caller goes; the folder is removed by the next warm process."""
    assert caller.stdout is not None
    warm = int(caller.stdout.readline())
    assert caller.stdout.readline() == "waits\n"
    others = [process.pid for process in descendants(warm)]
    os.kill(warm, signal.SIGKILL)
    wait_until(lambda: gone(warm))
    assert not any(gone(pid) for pid in others)
    caller.kill()
    caller.wait(DEADLINE)
    wait_until(lambda: all(gone(pid) for pid in others))


def test_a_supervisor_is_killed(caller: subprocess.Popen[str]) -> None:
    """Its worker ends with it."""
    assert caller.stdout is not None
    warm = int(caller.stdout.readline())
    assert caller.stdout.readline() == "waits\n"
    supervisor, worker = (process.pid for process in descendants(warm))
    os.kill(supervisor, signal.SIGKILL)
    wait_until(lambda: gone(supervisor) and gone(worker))
    assert not gone(warm)
