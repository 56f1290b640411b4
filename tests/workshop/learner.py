"""A small course and a learner's room in temporary folders, for the tests of what a learner meets."""

import json
from collections.abc import Sequence
from pathlib import Path

from workshop.catalog import Catalog, Exercise
from workshop.checker.report import Report, Requirement, Verdict

LESSON = "02_routes_and_schemas"

STARTER = "class ProductCreate: ...\n"
TESTS_STARTER = "def test_orders(client):\n    ...\n"
QUIZ_STARTER = "sort: ...\nhang: ...\n"

QUIZ = """
[[question]]
id = "sort"
text = "What does `sort=id;--` do?"
code = "GET /markets?sort=id;--"
options = [
    { id = "a", text = "It sorts by id", feedback = "True in a world where SQL ends at a semicolon." },
    { id = "b", text = "It reaches the database", right = true, feedback = "The text becomes part of the query." },
]

[[question]]
id = "hang"
text = "The gateway hangs. Who waits?"
options = [
    { id = "a", text = "Everybody", right = true, feedback = "One loop, and it is blocked." },
    { id = "b", text = "Only the buyer", feedback = "True if the call were awaited." },
]
"""


def exercise(id: str, kind: str = "module", **more: object) -> Exercise:
    """An exercise with all that a ready one needs."""
    data: dict[str, object] = {
        "id": id,
        "title": id.replace("-", " ").capitalize(),
        "lesson": 2,
        "stage": 2,
        "kind": kind,
        "minutes": 5,
        "must": True,
        "hints": ["Which fields did the client send?", "Look up **exclude_unset**.", "```python\nx = 1\n```"],
        "commentary": "Because `null` is a value.",
    }
    return Exercise.model_validate(data | more)


def course() -> Catalog:
    """Five exercises, one of each kind and one that defines tables."""
    exercises = (
        exercise("product-schemas", module="schemas/products.py", gain="A PATCH touches only what was sent."),
        exercise("pin-behaviour", "tests"),
        exercise("name-the-smells", "quiz", must=False),
        exercise("explain-the-trade", "text"),
        exercise("the-tables", module="models.py"),
        exercise("tokens", module="security/tokens.py", stage=1),
    )
    lessons = [{"number": 2, "id": LESSON, "title": "Routes and schemas", "minutes": 5}]
    return Catalog.model_validate({"title": "Small", "lesson": lessons, "exercise": exercises})


def write_course(root: Path) -> None:
    """The files of the small course: exercises/ and tests/exercises/ below `root`."""
    cells = [f"%%exercise product-schemas\n{STARTER}", f"%%exercise pin-behaviour\n{TESTS_STARTER}"]
    cells += [f"%%exercise name-the-smells\n{QUIZ_STARTER}"]
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["%%exercise product-schemas\n", "not code"]},
            *({"cell_type": "code", "metadata": {}, "source": cell.splitlines(keepends=True)} for cell in cells),
        ],
    }
    (root / "exercises").mkdir(parents=True)
    (root / "exercises" / f"{LESSON}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    quiz = root / "tests" / "exercises" / "name-the-smells"
    quiz.mkdir(parents=True)
    (quiz / "quiz.toml").write_text(QUIZ, encoding="utf-8")
    right = root / "tests" / "exercises" / "pin-behaviour" / "right"
    right.mkdir(parents=True)
    (right / "b.py").write_text("def test_second(): ...\n", encoding="utf-8")
    (right / "a.py").write_text("def test_orders(client):\n    assert client\n", encoding="utf-8")


def requirement(title: str, status: str = "pass", message: str = "") -> Requirement:
    """One requirement."""
    data = {"id": title.lower().replace(" ", "_"), "title": title, "status": status, "message": message}
    return Requirement.model_validate(data)


def report(
    verdict: Verdict = Verdict.PASS,
    requirements: Sequence[Requirement] = (),
    *,
    exercise: str = "product-schemas",
    message: str = "",
    notes: Sequence[str] = (),
) -> Report:
    """One report."""
    return Report(
        exercise=exercise,
        verdict=verdict,
        message=message,
        seed=17,
        isolation="standard",
        notes=list(notes),
        seconds=0.25,
        requirements=list(requirements),
    )


class FakeCheck:
    """A check that answers what it is told, and keeps what it was asked."""

    def __init__(self, *answers: Report | BaseException) -> None:
        self.answers = list(answers) or [report()]
        self.asked: list[tuple[str, str]] = []

    def __call__(self, exercise_id: str, source: str) -> Report:
        """Answer; the last answer again and again."""
        self.asked.append((exercise_id, source))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer.model_copy(update={"exercise": exercise_id})
