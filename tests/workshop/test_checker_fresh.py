"""Where the system cannot fork, a fresh process runs each check: the same verdicts, and it is said once."""

from pathlib import Path

import checker_course
import pytest
from checker_course import LIMITS, NOTES
from test_checker_learner import RIGHT
from test_checker_learner import check as check_tests

from workshop.checker import Report, Verdict, api, pool


@pytest.fixture(autouse=True)
def _no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.setattr(pool, "CAN_FORK", False)
    monkeypatch.setattr(pool, "start", None)
    monkeypatch.setattr(pool, "_said", False)


def check(folder: Path, source: str, **limits: float) -> Report:
    """Check an answer."""
    course = checker_course.make(folder)
    course.limits = LIMITS.model_copy(update={"cpu_seconds": 60, **limits})
    return api.check_assignment(course.assignment, source, seed=1)


def test_a_check(tmp_path: Path) -> None:
    """It passes; the slowness is explained once."""
    report = check(tmp_path, NOTES + "\nprint('here')\n")
    assert report.verdict is Verdict.PASS
    assert report.notes == [
        "Your code printed:\nhere",
        "This system cannot fork, so each check starts a fresh process and takes some seconds.",
    ]
    assert pool.notes() == []


@pytest.mark.parametrize(
    ("source", "verdict", "limits"),
    [
        ("while True: pass\n", Verdict.TIMED_OUT, {"wall_seconds": 5.0}),
        ("import os; os._exit(3)\n", Verdict.PROCESS_ENDED, {}),
        ("import nothing_of_that_name\n", Verdict.IMPORT_FAILED, {}),
    ],
)
def test_other_verdicts(tmp_path: Path, source: str, verdict: Verdict, limits: dict[str, float]) -> None:
    """As with a fork."""
    assert check(tmp_path, source, **limits).verdict is verdict


def test_a_learners_tests(tmp_path: Path) -> None:
    """The app and the gateway are fresh processes, too."""
    assert check_tests(tmp_path, RIGHT).verdict is Verdict.PASS
