"""What can happen in an answer: each ends in its own verdict and words, and leaves nothing behind."""

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import checker_course
import pytest
from checker_course import LIMITS, NOTES, Course

from workshop.checker import Report, Verdict, api, pool
from workshop.checker.processes import descendants

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts processes in /proc")

DEADLINE = 10.0
"""Seconds for what must happen at once."""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A temporary folder that no other checker of this machine uses."""
    folder = tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        api.shut_down()
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", None)
        yield folder
        api.shut_down()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, scratch: Path) -> Course:
    """The tiny course."""
    return checker_course.make(tmp_path_factory.mktemp("course"))


def check(course: Course, source: str, **limits: float) -> Report:
    """Check an answer, with tighter limits."""
    course.limits = LIMITS.model_copy(update=limits)
    return api.check_assignment(course.assignment, source, seed=1)


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for what another process does in its own time."""
    until = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


def left_behind() -> list[str]:
    """Scratch folders of checks, and processes below the warm one."""
    folders = Path(os.environ["TMPDIR"]).glob("workshop-checks-*/check-*")
    return [str(folder) for folder in folders] + [str(one) for one in descendants(pool.start().pid)]


@pytest.fixture(autouse=True)
def nothing_is_left(course: Course) -> Iterator[None]:
    """Each test: no process, no file, no descriptor, and the next check works."""
    assert check(course, NOTES).verdict is Verdict.PASS  # the warm process is there, whatever came before
    descriptors = len(os.listdir("/proc/self/fd"))
    yield
    wait_until(lambda: not left_behind())
    assert check(course, NOTES).verdict is Verdict.PASS
    assert len(os.listdir("/proc/self/fd")) == descriptors


def in_handler(line: str) -> str:
    """The right answer with one more line in a handler."""
    return NOTES.replace('    return {"items"', f'    {line}\n    return {{"items"')


def test_an_endless_loop_at_import(course: Course) -> None:
    """CPU time ends it; the line is named."""
    report = check(course, "router = 1\nwhile True:\n    router += 1\n", cpu_seconds=1)
    assert report.verdict is Verdict.TIMED_OUT
    assert report.message.startswith(
        "Your code computes without an end: it was stopped after 1 seconds of work, in line "
    )
    assert report.message.endswith(" This happened while your module was imported.")


def test_an_endless_loop_in_a_handler(course: Course) -> None:
    """What held before stays in the report; what comes later was not run."""
    report = check(course, in_handler("while True: pass"), cpu_seconds=2)
    assert report.verdict is Verdict.TIMED_OUT
    assert "in line 12: `while True: pass`." in report.message
    assert report.message.endswith("This happened while the check tried: “The list has all notes”.")
    assert [one.status for one in report.requirements] == ["pass", "fail"]
    assert report.requirements[1].message == report.message


def test_a_blocking_call_in_a_coroutine(course: Course) -> None:
    """An answer that waits is ended by the wall limit alone, and told where it waits."""
    source = "import time\n" + in_handler("time.sleep(3600)")
    report = check(course, source, wall_seconds=6)
    assert report.verdict is Verdict.TIMED_OUT
    assert (
        "Your code waits without an end: it was stopped after 6 seconds, in line 13: `time.sleep(3600)`."
        in report.message
    )


def test_a_loop_that_ignores_the_signal(course: Course) -> None:
    """The hard limit ends it all the same."""
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True:\n    pass\n"
    report = check(course, source, cpu_seconds=1)
    assert report.verdict is Verdict.TIMED_OUT
    assert report.message.startswith("Your code computes without an end")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import sys; sys.exit(3)", "Your code ends the whole process: SystemExit: 3, in line 1: "),
        ("raise KeyboardInterrupt", "Your code ends the whole process: KeyboardInterrupt, in line 1: "),
        ("import os; os._exit(3)", "Your code ended the whole process with exit status 3."),
        ("import os; os._exit(0)", "Your code ended the whole process with exit status 0."),
        ("import os; os.kill(os.getpid(), 9)", "The process of your code was ended by signal SIGKILL."),
        ("import os; os.killpg(0, 15)", "The process of your code was ended by signal SIGTERM."),
        ("import os; os.abort()", "The process of your code was ended by signal SIGABRT."),
        ("import ctypes; ctypes.string_at(0)", "The process of your code was ended by signal SIGSEGV."),
    ],
)
def test_an_end_of_the_process_at_import(course: Course, line: str, words: str) -> None:
    """Each has its own words."""
    report = check(course, f"{line}\n")
    assert report.verdict is Verdict.PROCESS_ENDED
    assert report.message.startswith(words)
    assert report.message.endswith(" This happened while your module was imported.")


@pytest.mark.parametrize("line", ["raise SystemExit(3)", "raise KeyboardInterrupt", "__import__('os')._exit(3)"])
def test_an_end_of_the_process_in_a_handler(course: Course, line: str) -> None:
    """It is told apart from a failed requirement."""
    report = check(course, in_handler(line))
    assert report.verdict is Verdict.PROCESS_ENDED
    assert report.message.endswith("This happened while the check tried: “The list has all notes”.")
    assert [one.status for one in report.requirements] == ["pass", "fail"]


@pytest.mark.parametrize(
    "line",
    ["data = bytearray(10 << 30)", "data = [b'x' * (1 << 20) for _ in range(10_000)]", "data = 'x' * (10 << 30)"],
)
@pytest.mark.parametrize("place", ["import", "handler"])
def test_ten_gigabytes(course: Course, line: str, place: str) -> None:
    """At import and in a handler, at once and by and by."""
    report = check(course, in_handler(line) if place == "handler" else f"{line}\n{NOTES}", cpu_seconds=20)
    assert report.verdict is Verdict.OUT_OF_MEMORY
    assert report.message.startswith("Your code asks for more memory than the 256 MB that an answer has here, in line ")


def test_memory_of_many_processes_is_summed_up(course: Course) -> None:
    """No process alone is too big."""
    source = (
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n"
        "        data = bytearray(os.urandom(1 << 20) * 100)\n        time.sleep(3600)\ntime.sleep(3600)\n"
    )
    report = check(course, source, cpu_seconds=20)
    assert report.verdict is Verdict.OUT_OF_MEMORY


def test_a_hundred_megabytes_of_print(course: Course) -> None:
    """The beginning and the end are kept."""
    source = "print('first')\nfor _ in range(1000):\n    print('x' * 100_000)\nprint('last')\n" + NOTES
    report = check(course, source, cpu_seconds=30)
    assert report.verdict is Verdict.PASS
    [note] = report.notes
    assert len(note) < 5_000
    assert note.startswith("Your code printed:\nfirst\nxxx")
    assert "… 999" in note or "… 1000" in note
    assert note.endswith("x\nlast")


def test_a_fork_bomb(course: Course) -> None:
    """It is counted, and all of it is ended."""
    report = check(course, "import os\nwhile True:\n    os.fork()\n", cpu_seconds=20)
    assert report.verdict is Verdict.PROCESS_ENDED
    assert report.message.startswith("Your code started more than 32 processes; all of them were ended.")


def test_a_thousand_threads(course: Course) -> None:
    """They are bounded, too."""
    source = (
        "import threading, time\nthreading.stack_size(65536)\nfor _ in range(2000):\n"
        "    threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()\ntime.sleep(3600)\n"
    )
    report = check(course, source, cpu_seconds=20)
    assert report.verdict is Verdict.PROCESS_ENDED
    assert report.message.startswith("Your code started more than 256 threads; the process was ended.")


def test_a_thread_that_outlives_the_check(course: Course) -> None:
    """It is no reason to wait, nor to fail."""
    source = "import threading, time\nthreading.Thread(target=time.sleep, args=(3600,)).start()\n" + NOTES
    assert check(course, source).verdict is Verdict.PASS


def test_a_child_that_left_the_process_group(course: Course, tmp_path: Path) -> None:
    """A daemon, in a session of its own, whose parent is gone, is found and ended."""
    pid = tmp_path / "pid"
    source = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        open({str(pid)!r}, 'w').write(str(os.getpid()))\n        time.sleep(3600)\n    os._exit(0)\n"
        f"while not os.path.exists({str(pid)!r}) or not open({str(pid)!r}).read():\n    time.sleep(0.01)\n" + NOTES
    )
    assert check(course, source).verdict is Verdict.PASS
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_a_child_that_runs_on_in_the_checkers_code(course: Course) -> None:
    """A fork at import makes two processes that come back from it: one speaks."""
    report = check(course, "import os\nos.fork()\n" + NOTES)
    assert report.verdict is Verdict.PASS
    assert [one.status for one in report.requirements] == ["pass", "pass"]


def test_a_deep_recursion(course: Course) -> None:
    """Python's own exception, with the answer's line; not a crash."""
    report = check(course, "def router(n):\n    return router(n + 1)\n\n\nrouter(1)\n")
    assert report.verdict is Verdict.IMPORT_FAILED
    assert "RecursionError: maximum recursion depth exceeded" in report.message
    assert "in line 2: `return router(n + 1)`" in report.message


def test_what_an_answer_changes_in_its_process_reaches_no_other(course: Course) -> None:
    """Folder, environment, random seed, event loop, warnings, modules, a closed output."""
    source = (
        "import os, random, sys, warnings, asyncio, json\nos.chdir('/')\nos.environ.clear()\nrandom.seed(1)\n"
        "warnings.simplefilter('error')\njson.loads = None\nasyncio.sleep = None\nsys.path.clear()\nos.umask(0o777)\n"
    )
    check(course, source)
    assert check(course, NOTES).verdict is Verdict.PASS


def test_a_file_that_an_answer_writes_is_gone(course: Course) -> None:
    """Where no place is named, and in the home and temporary folders."""
    source = (
        "import os, pathlib, tempfile\nfor folder in ('.', pathlib.Path.home(), tempfile.gettempdir()):\n"
        "    pathlib.Path(folder, 'workshop-accident').write_text('x')\n" + NOTES
    )
    assert check(course, source).verdict is Verdict.PASS
    for folder in (Path(), Path.home(), Path(tempfile.gettempdir())):
        assert not (folder / "workshop-accident").exists()


def test_names_of_the_course_shadowed(tmp_path: Path) -> None:
    """An answer that is named as something of ours is only below `market`."""
    source = NOTES + "\nimport sys\nworkshop = pytest = httpx = None\nsys.modules['workshop.later'] = None\n"
    assert check(checker_course.make(tmp_path), source).verdict is Verdict.PASS


def test_the_stop_button(course: Course, tmp_path: Path) -> None:
    """KeyboardInterrupt comes out of the call; then nothing of the check is left, and the next one works."""
    started = tmp_path / "started"
    source = f"import time\nopen({str(started)!r}, 'w').close()\ntime.sleep(3600)\n"

    def press() -> None:
        wait_until(started.exists)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    warm = pool.start().pid
    presser = threading.Thread(target=press)
    presser.start()
    with pytest.raises(KeyboardInterrupt):
        check(course, source)
    presser.join()
    wait_until(lambda: not left_behind())
    assert pool.start().pid == warm


def test_several_threads_at_once(course: Course) -> None:
    """Each gets the report of its own answer."""
    answers = {
        "right": NOTES,
        "wrong": NOTES.replace("201", "202"),
        "exit": "import os; os._exit(1)\n",
        "name": "x = 1\n",
    }
    got: dict[str, Verdict] = {}
    course.limits = LIMITS.model_copy(update={"cpu_seconds": 10})
    task = course.assignment
    threads = [
        threading.Thread(target=lambda name=name: got.update({name: api.check_assignment(task, answers[name]).verdict}))
        for name in answers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {
        "right": Verdict.PASS,
        "wrong": Verdict.REQUIREMENT_FAILED,
        "exit": Verdict.PROCESS_ENDED,
        "name": Verdict.NAME_MISSING,
    }


def test_the_warm_process_is_killed(course: Course) -> None:
    """The next check starts another one; the folder of the first is removed by it."""
    before = pool.start()
    os.kill(before.pid, signal.SIGKILL)
    wait_until(lambda: not before.usable)
    assert check(course, NOTES).verdict is Verdict.PASS
    assert pool.start().pid != before.pid
    assert len(list(Path(os.environ["TMPDIR"]).glob("workshop-checks-*"))) == 1


def test_the_warm_process_cannot_start(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """The course's fault, with what it said."""
    api.shut_down()
    monkeypatch.setattr("workshop.checker.launch._START", "raise SystemExit('no way')")
    report = check(course, NOTES)
    assert report.verdict is Verdict.COURSE_FAULT
    assert "no way" in report.notes[0]
    monkeypatch.undo()
    assert check(course, NOTES).verdict is Verdict.PASS
