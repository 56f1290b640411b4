"""Tests that a learner writes: judged on the app as it is, on planted changes, on harmless rewrites."""

from pathlib import Path

import pytest

from workshop.catalog import Exercise
from workshop.checker import Report, Verdict, api
from workshop.checker.assertions import weakness
from workshop.checker.assignment import Assignment
from workshop.checker.limits import TESTS
from workshop.stages import path
from workshop.stages.template import template

CHANGES = """
[[change]]
id = "teapot"
title = "Health says that it is a teapot"
module = "main.py"
old = '''return {"status": "ok"}'''
new = '''return {"status": "teapot"}'''

[[change]]
id = "spaces"
title = "The same answer, written in another way"
harmless = true
module = "main.py"
old = '''return {"status": "ok"}'''
new = '''return dict(status="ok")'''
"""

RIGHT = """
def test_health(client):
    assert client.get("/health").json() == {"status": "ok"}


async def test_order(async_client, product, gateway):
    order = {"lines": [{"productId": product["id"], "quantity": 3}]}
    answer = (await async_client.post("/orders", json=order)).json()
    assert answer["customerId"] == 2
    assert answer["totalCents"] == 3 * product["priceCents"]
    assert len(gateway.charges()) == 1


def test_each_test_has_a_fresh_app(client, product, gateway, url):
    assert client.get(f"/products/{product['id']}").json() == product
    assert gateway.charges() == []
    assert str(client.base_url) == url


def test_the_app_is_not_there():
    import importlib.util

    assert importlib.util.find_spec("market") is None
"""


def check(folder: Path, source: str, changes: str = CHANGES) -> Report:
    """Check a test file against stage 01."""
    (folder / "changes.toml").write_text(changes, encoding="utf-8")
    exercise = Exercise(
        id="pin",
        title="Pin",
        lesson=1,
        stage=1,
        kind="tests",
        minutes=5,
        must=True,
        hints=("a", "b", "c"),
        commentary="d",
    )
    task = Assignment(
        exercise=exercise,
        starter="def test_health(client):\n    ...\n",
        folders=tuple(path(1)),
        tests=folder,
        template=lambda: template(1),
        limits=TESTS.model_copy(update={"cpu_seconds": 3}),
    )
    return api.check_assignment(task, source, seed=4)


def statuses(report: Report) -> list[str]:
    """The requirements' statuses in order."""
    return [requirement.status for requirement in report.requirements]


def test_tests_that_notice_the_change_and_nothing_else(tmp_path: Path) -> None:
    """All requirements hold; `def` and `async def` are both run; the app is on a fresh database for each."""
    report = check(tmp_path, RIGHT)
    assert report.verdict is Verdict.PASS, report
    assert [(one.id, one.title) for one in report.requirements] == [
        ("asserts", "Your tests are found, and each of them asserts something"),
        ("green", "Your tests pass on the app as it is"),
        ("teapot", "Your tests notice: Health says that it is a teapot"),
        ("spaces", "Your tests stay green: The same answer, written in another way"),
    ]


def test_a_change_that_nobody_notices(tmp_path: Path) -> None:
    """It is named, in the learner's words."""
    report = check(tmp_path, "def test_health(client):\n    assert client.get('/health').status_code == 200\n")
    assert (report.verdict, statuses(report)) == (Verdict.REQUIREMENT_FAILED, ["pass", "pass", "fail", "pass"])
    assert report.requirements[2].message.split("\n") == [
        "expected  at least one of your tests fails on the app with this change",
        "got       your one test passes on it",
        "meaning   Somebody could make this change tomorrow, and your tests would be green.",
    ]


def test_a_test_that_asks_for_more_than_the_interface_promises(tmp_path: Path) -> None:
    """The rewrite is named, the test, and its line."""
    changes = CHANGES.replace('dict(status="ok")', '{"status": "ok", "more": 1}')
    report = check(tmp_path, RIGHT, changes)
    assert statuses(report) == ["pass", "pass", "pass", "fail"]
    message = " ".join(report.requirements[3].message.split())
    assert "sent test_health was run" in message
    assert "Your test asks for more than the interface promises." in message
    assert 'look at line 3: assert client.get("/health").json() == {"status": "ok"}' in message


def test_a_test_that_is_red_on_the_app_as_it_is(tmp_path: Path) -> None:
    """Nothing else is tried."""
    report = check(
        tmp_path, "def test_health(client):\n    status = client.get('/health').status_code\n    assert status == 201\n"
    )
    assert (report.verdict, statuses(report)) == (Verdict.REQUIREMENT_FAILED, ["pass", "fail", "not_run", "not_run"])
    assert "got       assert 200 == 201" in report.requirements[1].message
    assert "look at   line 3: assert status == 201" in report.requirements[1].message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def check_health(client):\n    assert 1 == client\n", "no function whose name starts with `test`"),
        ("def test_health(client):\n    client.get('/health')\n", "test_health, in line 1, asserts nothing"),
        ("def test_health(client):\n    assert True\n", "test_health, in line 1, asserts nothing"),
        (
            "def test_health(client):\n    client.get('/health').status_code == 200\n",
            "line 2 of test_health compares, without `assert`",
        ),
        ("def test_health(client):\n    assert (client.get('/health'), 'ok')\n", "line 2 asserts a tuple"),
        (
            "async def test_health(async_client):\n    assert async_client.get('/health')\n",
            "coroutine 'AsyncClient.get' was never awaited",
        ),
    ],
)
def test_tests_that_assert_nothing(tmp_path: Path, source: str, words: str) -> None:
    """Each in its own words, and none is taken for green."""
    report = check(tmp_path, source)
    assert (report.verdict, statuses(report)) == (Verdict.REQUIREMENT_FAILED, ["fail"] + ["not_run"] * 3)
    assert words in report.requirements[0].message


@pytest.mark.parametrize(
    "source",
    [
        "def test_x(client):\n    ok(client)\n\n\ndef ok(client):\n    assert client\n",
        "import pytest\n\n\ndef test_x(client):\n    with pytest.raises(ValueError):\n        int('x')\n",
        "def test_x(client):\n    client.get('/health').raise_for_status()\n",
        "import pytest\n\n\n@pytest.fixture\ndef sure(client):\n    assert client\n\n\ndef test_x(sure):\n    pass\n",
        "class TestX:\n    def test_x(self, client):\n        if not client:\n            raise AssertionError\n",
    ],
)
def test_ways_to_assert(source: str) -> None:
    """Also in a function or a fixture that the test uses."""
    assert weakness(source) is None


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("import market\n", Verdict.IMPORT_FAILED, "Your test file cannot be imported. ModuleNotFoundError: No module"),
        ("def test_health(client):\n    ...\n", Verdict.UNFINISHED, "line 2"),
        ("def test_health(:\n", Verdict.NOT_PYTHON, "Line 1"),
        ("def test_x():\n    while True: assert 1 + 1\n", Verdict.TIMED_OUT, "in line 2: `while True: assert 1 + 1`"),
        ("import os\ndef test_x():\n    os._exit(1)\n    assert os\n", Verdict.PROCESS_ENDED, "exit status 1"),
        ("def test_x(nothing):\n    assert nothing\n", Verdict.REQUIREMENT_FAILED, "1 of 4"),
    ],
)
def test_other_verdicts(tmp_path: Path, source: str, verdict: Verdict, words: str) -> None:
    """As for a module."""
    report = check(tmp_path, source)
    assert report.verdict is verdict
    assert words in report.message


@pytest.mark.parametrize(
    "changes",
    ["", "[[change]]\n", CHANGES.replace("spaces", "teapot"), CHANGES.replace('"ok"}', '"okay"}'), CHANGES + "x = 1\n"],
)
def test_changes_that_are_wrong_are_the_courses_fault(tmp_path: Path, changes: str) -> None:
    """Missing, unknown or doubled, or not to be found in the stage."""
    assert check(tmp_path, RIGHT, changes).verdict is Verdict.COURSE_FAULT


def test_an_app_that_does_not_start_is_the_courses_fault(tmp_path: Path) -> None:
    """It is not taken for a change that was noticed."""
    report = check(tmp_path, RIGHT, CHANGES.replace('{"status": "teapot"}', "1 +"))
    assert report.verdict is Verdict.COURSE_FAULT
    assert "SyntaxError" in report.notes[0]
