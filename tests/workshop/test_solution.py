"""When a solution opens, and what it shows first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from learner import FakeCheck, report, requirement
from notebook import Notebook, notebook

import workshop.course
from workshop.catalog import Catalog
from workshop.checker.report import Verdict

HALF = [requirement("A name may be long"), requirement("A price is in cents", "fail", "got       2.5")]
FAILED = report(Verdict.REQUIREMENT_FAILED, HALF, exercise="pin-behaviour")
OFFICIAL = "class ProductCreate:\n    price_cents: int\n"


@pytest.fixture
def learner(small_course: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A notebook whose checks all fail on one requirement, in a course with two stages."""
    for folder in ("01_monolith", "02_routes_and_schemas"):
        schemas = tmp_path / "course" / "solutions" / folder / "market" / "schemas"
        schemas.mkdir(parents=True)
        (schemas / "products.py").write_text(f"# {folder}\n{OFFICIAL}", encoding="utf-8")
    monkeypatch.setattr(workshop.course, "SOLUTIONS", tmp_path / "course" / "solutions")
    with notebook(FakeCheck(FAILED)) as opened:
        yield opened


def test_it_opens_after_three_honest_attempts(learner: Notebook) -> None:
    assert "after 3 more attempts" in learner.text("%solution pin-behaviour")
    for source in ("x = 1", "x = 1  # again", "x = 2"):
        learner.run(f"%%exercise pin-behaviour\n{source}\n")
    closed = learner.text("%solution pin-behaviour")
    assert "after one more attempt: 2 of 3 count so far" in closed
    assert "when Python can read it" in closed
    assert "%solution pin-behaviour --now" in closed
    learner.run("%%exercise pin-behaviour\nx = 3\n")
    assert learner.text("%solution pin-behaviour").startswith("A solution of Pin behaviour")


def test_it_opens_after_a_pass(small_course: Catalog) -> None:
    with notebook(FakeCheck(report(requirements=[requirement("It holds")]))) as opened:
        opened.run("%%exercise pin-behaviour\nx = 1\n")
        assert "assert client" in opened.text("%solution pin-behaviour")


def test_what_theirs_got_right_comes_first_then_the_way_then_why(learner: Notebook) -> None:
    learner.run("%%exercise pin-behaviour\ndef test_orders(client):\n    assert True\n")
    bundle = learner.run("%solution pin-behaviour --now")
    expected = [
        "What yours got right",
        "✓ A name may be long",
        "--- yours",
        "+++ this one",
        "-    assert True",
        "+    assert client",
        "Why it is so",
    ]
    for form in (bundle["text/plain"], bundle["text/html"]):
        places = [form.index(part) for part in expected]
        assert places == sorted(places)
    assert "A price is in cents" not in bundle["text/plain"]
    assert "<code>null</code> is a value" in bundle["text/html"]


def test_praise_is_of_the_answer_that_is_compared(learner: Notebook) -> None:
    learner.run("%%exercise pin-behaviour\ndef test_orders(client):\n    assert True\n")
    learner.run("%%exercise pin-behaviour\nx = = 1\n")
    text = learner.text("%solution pin-behaviour --now")
    assert "-x = = 1" in text
    assert "What yours got right" not in text
    learner.run("%%exercise pin-behaviour\ndef test_orders(client):\n    assert True  # again\n")
    assert "What yours got right" in learner.text("%solution pin-behaviour --now")


def test_of_several_right_answers_the_first_by_name_is_shown(learner: Notebook) -> None:
    text = learner.text("%solution pin-behaviour --now")
    assert "assert client" in text
    assert "test_second" not in text
    assert "What yours got right" not in text


def test_a_modules_solution_is_the_stages_own(learner: Notebook) -> None:
    text = learner.text("%solution product-schemas --now")
    assert "# 02_routes_and_schemas" in text
    assert "price_cents: int" in text


def test_an_answer_that_says_the_same_is_told_so(learner: Notebook) -> None:
    learner.run("%%exercise pin-behaviour\ndef test_orders( client ):\n    assert client  # mine\n")
    text = learner.text("%solution pin-behaviour --now")
    assert "Yours has the same syntax tree as this one." in text
    assert "--- yours" not in text


def test_a_quizs_solution_says_why_for_each_question(learner: Notebook) -> None:
    learner.run("%%exercise name-the-smells\nsort: b\nhang: b\n")
    text = learner.text("%solution name-the-smells --now")
    assert "b: It reaches the database\n  The text becomes part of the query.\n  You chose it." in text
    assert "You chose b: Only the buyer\n  True if the call were awaited." in text


def test_a_text_opens_once_something_was_written(learner: Notebook, tmp_path: Path) -> None:
    assert "after one more attempt" in learner.text("%solution explain-the-trade")
    learner.run("%%exercise explain-the-trade\nWe gave up one thing.\n")
    right = tmp_path / "course" / "tests" / "exercises" / "explain-the-trade" / "right"
    right.mkdir(parents=True)
    (right / "model.md").write_text("A model answer.\n", encoding="utf-8")
    assert "A model answer." in learner.text("%solution explain-the-trade")


def test_a_missing_solution_is_the_courses_fault(learner: Notebook) -> None:
    assert "It is not your answer that is at fault" in learner.text("%solution the-tables --now")
    assert "It is not your answer that is at fault" in learner.text("%solution explain-the-trade --now")
