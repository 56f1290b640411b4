"""The fixtures of hidden tests, used as hidden tests use them: inside a check."""

import textwrap
from pathlib import Path

import checker_course
import pytest
from checker_course import NOTES

from workshop.checker import Report, Verdict, api

HEAD = "import sqlite3\n\nimport pytest\n\nfrom workshop.kit import expect\n\n\n"


def run(folder: Path, tests: str, source: str = NOTES) -> Report:
    """Check an answer with these hidden tests."""
    return api.check_assignment(checker_course.make(folder).hidden(HEAD + tests).assignment, source, seed=11)


@pytest.mark.parametrize(
    "test",
    [
        pytest.param(
            """
            async def test_x(client, staff, anonymous, as_customer):
                "T"
                for one, header in ((client, "Bearer 1.abc"), (staff, "Bearer 1.abc"), (anonymous, None)):
                    request = (await one.get("/notes")).request
                    expect.equal(request.headers.get("Authorization"), header)
                expect.status(await as_customer(2).get("/notes"), 200)
            """,
            id="clients",
        ),
        pytest.param(
            """
            async def test_x(client, statements):
                "T"
                expect.equal(len(statements), 0)
                await client.get("/notes")
                expect.equal(statements.text, "SELECT id, body FROM notes ORDER BY id")
                statements.clear()
                expect.equal(list(statements), [])
            """,
            id="statements",
        ),
        pytest.param(
            """
            def test_x(rows, execute, database):
                "T"
                number = execute("INSERT INTO notes (body) VALUES (?)", "b")
                expect.equal(rows("SELECT * FROM notes WHERE id = ?", number), [{"id": number, "body": "b"}])
                connection = sqlite3.connect(database)
                connection.execute("DELETE FROM notes")
                expect.equal(len(rows("SELECT * FROM notes")), 2)
                connection.close()

            def test_y(rows):
                "Each test has its own database"
                expect.equal(rows("SELECT * FROM notes"), [{"id": 1, "body": "first"}])
            """,
            id="rows",
        ),
        pytest.param(
            """
            import random

            def test_x(seed, rng):
                "T"
                expect.equal(seed, 11)
                expect.equal(rng.random(), random.Random(11).random())
            """,
            id="seed",
        ),
        pytest.param(
            """
            import os
            import httpx

            async def test_x(client, gateway):
                "T"
                expect.equal(os.environ["PAYMENT_URL"], gateway.url)
                async with httpx.AsyncClient(trust_env=False) as web:
                    charge = {"amountCents": 5, "reference": "order-1"}
                    expect.status(await web.post(f"{gateway.url}/charges", json=charge), 201)
                expect.equal(len(gateway.charges()), 1)
            """,
            id="gateway",
        ),
        pytest.param(
            """
            import contextvars
            here = contextvars.ContextVar("here")

            @pytest.fixture
            async def thing():
                here.set(1)
                yield 2

            @pytest.mark.parametrize("n", [2])
            async def test_x(thing, n):
                "T"
                expect.equal(thing, n)

            class TestGroup:
                async def test_y(self, answer):
                    "T"
                    expect.equal(answer.__name__, "market.notes")
            """,
            id="own fixtures, parameters, classes",
        ),
    ],
)
def test_fixture(tmp_path: Path, test: str) -> None:
    """Hidden tests that use it hold."""
    report = run(tmp_path, textwrap.dedent(test))
    assert report.verdict is Verdict.PASS, report


def test_signing_in_that_fails_says_so(tmp_path: Path) -> None:
    """Not that a key is missing."""
    course = checker_course.make(tmp_path).hidden(
        'async def test_x(client):\n    """X"""\n    await client.get("/notes")\n'
    )
    (tmp_path / "stage/market/main.py").write_text(
        checker_course.MAIN.replace('{"access_token"', '{"error"'), encoding="utf-8"
    )
    report = api.check_assignment(course.assignment, NOTES, seed=1)
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    assert report.requirements[0].message.split("\n") == [
        "sent      POST /token   username=b@market.test",
        "expected  a field 'access_token'",
        'got       status 200   {"error": "1.abc", "token_type": "bearer"}',
        "meaning   Signing in does not work, so nothing behind it could be tried.",
    ]


def test_a_failed_import_of_the_app_is_told_once_and_the_same_way(tmp_path: Path) -> None:
    """The answer defines what it must, but not what the app needs of it."""
    course = checker_course.make(tmp_path)
    course.requires = ()
    report = api.check_assignment(course.assignment, "routes = 1\n", seed=1)
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    messages = {one.message for one in report.requirements}
    assert len(messages) == 1
    assert "AttributeError: module 'market.notes' has no attribute 'router'" in messages.pop()
