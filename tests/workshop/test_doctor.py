"""The doctor: each thing that can be wrong is found, named, and comes with a way to mend it."""

import os
import socket
import sqlite3
import sys
from collections import namedtuple
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from workshop import course, doctor
from workshop.doctor import chromium, course_parts, machine
from workshop.doctor.findings import Examination, Finding
from workshop.words import doctor as words


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    return tmp_path / "room"


def complaint(check: Callable[[], Finding]) -> str:
    """What a check that finds something wrong says."""
    finding = check()
    assert finding.status == "problem"
    assert finding.mend
    return finding.found


def test_here_all_is_well() -> None:
    found = doctor.run()
    assert [f"{problem.subject}: {problem.found}" for problem in found.problems] == []
    assert found.conclusion == words.WELL


def test_where_all_is_well_a_notebook_shows_the_same_everywhere() -> None:
    def examined(detail: str, *optional: Finding) -> dict[str, str]:
        findings = [Finding("Python", found=detail), Finding("Processes", "note", "without fork"), *optional]
        return Examination(findings)._repr_mimebundle_()

    here = examined("3.11.7, /home/me", Finding("Chromium", "note", "missing", everywhere=False))
    assert here == examined("3.14.0, /usr")
    assert "/home/me" not in "".join(here.values())
    assert here["text/plain"].endswith(words.WELL)


def test_a_problem_is_shown_with_its_remedy_and_escaped() -> None:
    found = Examination([Finding("Folder", "problem", "<b> [red] & co", "move it")])
    bundle = found._repr_mimebundle_()
    assert "✗ problem  Folder: <b> [red] & co. To mend it: move it" in bundle["text/plain"]
    assert "&lt;b&gt; [red] &amp; co" in bundle["text/html"]
    assert "1 problem." in found.conclusion
    for forbidden in (
        "var(",
        "<style",
        "color",
    ):  # an untrusted notebook drops the first two, dark mode breaks the last
        assert forbidden not in bundle["text/html"]


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "socks5://127.0.0.1:9"])
def test_loopback_works_behind_a_proxy(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    assert machine.loopback().status == "ok"


def test_loopback_that_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("socketserver.TCPServer.__init__", refused)
    assert "Permission denied" in complaint(machine.loopback)


def test_localhost_that_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(host: str, *rest: object, **options: object) -> object:
        return [(2, 1, 6, "", ("192.0.2.1", 0))] if host == "localhost" else resolve(host, *rest, **options)

    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", elsewhere)
    assert "localhost" in complaint(machine.loopback)


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert sys.executable in complaint(machine.python)


def test_another_implementation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.python_implementation", lambda: "PyPy")
    assert "PyPy" in complaint(machine.python)


def test_a_free_threaded_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_config_var", lambda name: 1 if name == "Py_GIL_DISABLED" else None)
    assert "free-threaded" in complaint(machine.python)


def test_without_fork_is_worth_a_note_and_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    finding = machine.processes()
    assert (finding.status, "Windows" in finding.found) == ("note", True)


def test_without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert "processes" in complaint(machine.processes)


def test_a_disk_that_is_nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage(10**9, 10**9, 3 * 1024 * 1024))
    assert "only 3 MB are free" in complaint(machine.disk)


def test_an_old_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    assert "3.34.1" in complaint(machine.sqlite)


def test_packages_that_differ_from_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.txt"
    httpx = metadata.version("httpx")
    lock.write_text(
        f"httpx=={httpx}\n    # via us\nfastapi==0.1.0 # old\nno-such-package==1.0\n"
        'only-elsewhere==2 ; sys_platform == "nowhere"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(course_parts, "LOCK", lock)
    found = complaint(course_parts.packages)
    assert found.startswith("2 of 3 differ: fastapi is ")
    assert "not 0.1.0, no-such-package 1.0 is missing" in found


def test_a_lock_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course_parts, "LOCK", tmp_path / "none.txt")
    assert "none.txt" in complaint(course_parts.packages)


def test_a_folder_that_cannot_stand_in_a_path_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(course, "ROOT", tmp_path / f"a{os.pathsep}b")
    assert repr(os.pathsep) in complaint(course_parts.folder)


@pytest.mark.parametrize("form", ["market.py", "market/__init__.py", "market/thing.py"])
def test_a_foreign_market_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    file = tmp_path / "elsewhere" / form
    file.parent.mkdir(parents=True)
    file.write_text("", encoding="utf-8")
    assert course_parts.market().status == "ok"
    monkeypatch.syspath_prepend(tmp_path / "elsewhere")
    assert str(tmp_path / "elsewhere") in complaint(course_parts.market)


def test_the_courses_own_market_and_the_learners_are_not_foreign(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = room / "answers" / "product-schemas"
    (answer / "market").mkdir(parents=True)
    monkeypatch.syspath_prepend(course.SOLUTIONS / "01_monolith")
    monkeypatch.syspath_prepend(answer)
    assert course_parts.market().status == "ok"


def test_a_room_that_cannot_be_written(room: Path) -> None:
    room.write_text("in the way", encoding="utf-8")
    assert str(room) in complaint(course_parts.room)
    assert "in the way" in course_parts.room().mend


def test_a_notebook_that_is_not_json(room: Path) -> None:
    (room / "notebooks").mkdir(parents=True)
    (room / "notebooks" / "00_start_here.ipynb").write_text('{"cells": [}', encoding="utf-8")
    assert complaint(course_parts.copies) == "notebooks/00_start_here.ipynb: it stops being JSON at line 1, column 12"


def test_a_course_that_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "NOTEBOOKS", tmp_path / "notebooks")
    assert "notebooks/00_start_here.ipynb is missing" in complaint(course_parts.course_files)


def test_chromium_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "find_chromium", lambda: None)
    finding = machine.chromium()
    assert (finding.status, finding.everywhere) == ("note", False)
    assert "apt install chromium" in finding.mend


def test_chromium_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_CHROMIUM", sys.executable)
    assert chromium.find_chromium() == sys.executable
    monkeypatch.setenv("WORKSHOP_CHROMIUM", "/no/such/browser")
    assert chromium.find_chromium() is None
