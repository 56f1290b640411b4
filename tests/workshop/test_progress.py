"""Progress survives: two kernels at once, a kill at any moment, a damaged file, a full disk."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from learner import report, requirement

from workshop import progress, progress_file
from workshop.catalog import Catalog
from workshop.checker.report import Verdict
from workshop.progress import ProgressError

FAILED = report(Verdict.REQUIREMENT_FAILED, [requirement("It holds"), requirement("It does not", "fail", "got x")])

WRITER = """
import os, sys
sys.path.insert(0, sys.argv[1])
import workshop.catalog
from learner import course, report
workshop.catalog.catalog = course
from workshop import progress
"""


def _run(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that records on its own, as a second kernel does."""
    command = [sys.executable, "-c", WRITER + code, str(Path(__file__).parent), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def test_what_is_recorded_is_there(small_course: Catalog) -> None:
    assert progress.record(FAILED, "x = 1\n")
    (attempt,) = progress.attempts("product-schemas")
    assert attempt.report == FAILED
    assert attempt.verdict == "requirement_failed"
    assert attempt.at.utcoffset() is not None
    assert progress.attempts("pin-behaviour") == []


def test_a_fault_of_the_course_is_never_recorded(small_course: Catalog, room: Path) -> None:
    assert not progress.record(report(Verdict.COURSE_FAULT), "x = 1\n")
    assert progress.attempts("product-schemas") == []
    assert not room.exists()


def test_reading_writes_nothing(small_course: Catalog, room: Path) -> None:
    assert progress.summary() == {}
    assert progress.hints_shown("product-schemas") == 0
    assert not room.exists()


@pytest.mark.parametrize(
    ("sources", "honest"),
    [
        ([], 0),
        (["class ProductCreate: ...\n", "class ProductCreate: ...   # the starter\n"], 0),
        (["x = 1\n", "x = 1  # a comment\n", "x  =  1\n"], 1),
        (["x = 1\n", "x = 2\n", "x = 3\n"], 3),
        (["x = \n", "def\n", "x = 1\0"], 0),
        (["x = '\\d'\n"], 1),
    ],
)
def test_an_honest_attempt_differs_from_the_starter_and_from_the_others(
    small_course: Catalog, sources: list[str], honest: int
) -> None:
    for source in sources:
        progress.record(FAILED, source)
    assert progress.honest_attempts(small_course.find("product-schemas")) == honest


def test_a_quizs_attempts_differ_by_their_choices(small_course: Catalog) -> None:
    failed = FAILED.model_copy(update={"exercise": "name-the-smells"})
    for source in [
        "sort: ...\nhang: ...\n",
        "sort: a\nhang: b",
        "hang: b  # sure\nsort: a",
        "sort: a\nhang: a",
        "sort",
    ]:
        progress.record(failed, source)
    assert progress.honest_attempts(small_course.find("name-the-smells")) == 2


def test_the_summary_keeps_a_pass_through_later_failures(small_course: Catalog) -> None:
    progress.record(FAILED, "x = 1\n")
    progress.record(report(), "x = 2\n")
    progress.record(FAILED, "x = 3\n")
    progress.climb_hints("pin-behaviour", 3)
    standing = progress.summary()["product-schemas"]
    assert (standing.attempts, standing.last_verdict, standing.hints) == (3, "requirement_failed", 0)
    assert standing.passed_at == progress.attempts("product-schemas")[1].at
    assert progress.summary()["pin-behaviour"].hints == 1
    assert progress.has_passed("product-schemas")


def test_the_hints_are_climbed_and_never_passed(small_course: Catalog) -> None:
    assert [progress.climb_hints("tokens", 3) for _ in range(5)] == [1, 2, 3, 3, 3]
    assert progress.climb_hints("product-schemas", 3, more=3) == 3
    assert progress.hints_shown("tokens") == 3


def test_processes_that_record_together_lose_nothing(small_course: Catalog) -> None:
    code = """
sys.stdin.readline()
for number in range(20):
    progress.record(report(), f"x = {number}")
    progress.climb_hints("tokens", 1000)
"""
    writers = [_run(code) for _ in range(3)]
    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(lambda writer: writer.communicate("go\n"), writers))
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(progress.attempts("product-schemas")) == 60
    assert progress.hints_shown("tokens") == 60


def test_a_kill_at_any_moment_keeps_every_finished_attempt(small_course: Catalog) -> None:
    code = """
for number in range(100_000):
    progress.record(report(), f"x = {number}")
    print(number, flush=True)
"""
    for kill_after in (0, 3, 11):
        before = len(progress.attempts("product-schemas"))
        writer = _run(code)
        assert writer.stdout is not None
        for _ in range(kill_after):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        finished = kill_after + len(writer.stdout.read().splitlines())
        writer.wait()
        for stream in (writer.stdin, writer.stdout):
            if stream is not None:
                stream.close()
        recorded = len(progress.attempts("product-schemas")) - before
        assert recorded in {finished, finished + 1}  # killed between the commit and the word that it is done
    assert progress.record(report(), "x = -1")
    assert progress.take_notices() == []


def test_a_kill_inside_a_transaction_leaves_it_out(small_course: Catalog) -> None:
    progress.record(report(), "x = 1")
    code = """
import signal
from workshop import progress_file
def die(connection):
    connection.execute("INSERT INTO hints VALUES ('tokens', 1)")
    os.kill(os.getpid(), signal.SIGKILL)
progress_file.write(die)
"""
    writer = _run(code)
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    assert progress.hints_shown("tokens") == 0
    assert progress.climb_hints("tokens", 3) == 1
    assert len(progress.attempts("product-schemas")) == 1


@pytest.mark.parametrize(
    "damage", [b"this is no database, and long enough to be looked at" * 20, b"SQLite format 3\0x"]
)
def test_a_damaged_file_is_put_aside_and_said(small_course: Catalog, room: Path, damage: bytes) -> None:
    room.mkdir(parents=True)
    (room / "progress.sqlite").write_bytes(damage)
    progress.record(report(), "x = 1")
    (notice,) = progress.take_notices()
    (aside,) = room.glob("progress-damaged-*")
    assert aside.read_bytes() == damage
    assert str(aside) in notice
    assert len(progress.attempts("product-schemas")) == 1
    assert progress.take_notices() == []


def test_damage_in_the_middle_is_put_aside_too(small_course: Catalog, room: Path) -> None:
    for number in range(40):
        progress.record(FAILED, f"x = {number}")
    path = room / "progress.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    progress.record(report(), "x = 1")
    assert "damaged" in progress.take_notices()[0]
    assert len(list(room.glob("progress-damaged-*"))) == 1
    assert progress.has_passed("product-schemas")


def test_two_kernels_that_meet_a_damaged_file_keep_both_their_attempts(small_course: Catalog, room: Path) -> None:
    room.mkdir(parents=True)
    (room / "progress.sqlite").write_bytes(b"this is no database, and long enough to be looked at" * 20)
    writers = [_run("sys.stdin.readline()\nprogress.record(report(), 'x = 1')") for _ in range(3)]
    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(lambda writer: writer.communicate("go\n"), writers))
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(progress.attempts("product-schemas")) == 3
    assert len(list(room.glob("progress-damaged-*.sqlite"))) == 1


def test_a_newer_courses_file_is_left_alone(small_course: Catalog, room: Path) -> None:
    progress.record(report(), "x = 1")
    with closing(sqlite3.connect(room / "progress.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {progress_file.VERSION + 1}")
    before = (room / "progress.sqlite").read_bytes()
    with pytest.raises(ProgressError, match="newer version"):
        progress.record(report(), "x = 2")
    with pytest.raises(ProgressError, match="newer version"):
        progress.summary()
    assert (room / "progress.sqlite").read_bytes() == before


def test_a_full_disk_is_said_and_leaves_what_was(small_course: Catalog) -> None:
    progress.record(report(), "x = 1")

    def fill(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute("INSERT INTO hints VALUES ('tokens', ?)", ("x" * 100_000,))

    with pytest.raises(ProgressError, match="disk is full"):
        progress_file.write(fill)
    assert len(progress.attempts("product-schemas")) == 1
    assert progress.record(report(), "x = 2")


def test_a_place_that_cannot_be_opened_is_said(small_course: Catalog, room: Path) -> None:
    (room / "progress.sqlite").mkdir(parents=True)
    with pytest.raises(ProgressError, match="may not be written to"):
        progress.record(report(), "x = 1")


def test_a_room_that_is_a_file_is_said(small_course: Catalog, room: Path) -> None:
    room.parent.mkdir(parents=True)
    room.write_text("", encoding="utf-8")
    with pytest.raises(ProgressError, match="Progress was not kept"):
        progress.record(report(), "x = 1")


def test_a_report_of_another_version_of_the_course_is_no_obstacle(small_course: Catalog) -> None:
    progress.record(report(), "x = 1")
    progress_file.write(lambda connection: connection.execute("UPDATE attempts SET report = '{}'").rowcount)
    assert [attempt.report for attempt in progress.attempts("product-schemas")] == [None]
    assert progress.has_passed("product-schemas")
