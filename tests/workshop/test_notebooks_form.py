"""The form of notebooks."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from workshop.notebooks import check_exercise_notebook, check_lesson
from workshop.notebooks.prose import long_paragraphs
from workshop.notebooks.tidy import METADATA


def code(id_: str, source: str, count: int | None = 1, **more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": id_,
        "source": source,
        "metadata": {},
        "execution_count": count,
        "outputs": [],
        **more,
    }


def text(id_: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id_, "source": source, "metadata": {}}


def write(folder: Path, *cells: dict[str, Any], **more: Any) -> Path:
    path = folder / "lesson.ipynb"
    metadata = copy.deepcopy(METADATA)
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells), **more}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    return [finding.text for finding in check_lesson(path)]


def test_a_lesson_in_order_has_no_findings(tmp_path):
    path = write(tmp_path, text("title", "# A title\n\nA line."), code("one", "1 + 1"), code("two-run", "2", 2))
    assert check_lesson(path) == []


@pytest.mark.parametrize(
    ("cell", "phrase"),
    [
        (code("one", "1", None), "its count is None, not 1"),
        (code("one", "1", 7), "its count is 7, not 1"),
        (code("a1b2c3d4", "1"), "readable name"),
        (code("One", "1"), "readable name"),
        (code("one", "\n".join(["x = 1"] * 26)), "it has 26 lines"),
        (code("one", ""), "it is empty"),
        (code("one", "x = 1\n# NBVAL_IGNORE_OUTPUT"), "a line of its own"),
        (code("one", "x = 1  # NBVAL_SKIP"), "a line of its own"),
        (code("one", "1", metadata={"execution": {}}), "its metadata"),
        (code("one", "1", metadata={"tags": ["hide"]}), "its metadata"),
        (code("one", "1", metadata={"tags": ["raises-exception"]}), "raises-exception"),
        (
            code("one", "1", outputs=[{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}]),
            "raises-exception",
        ),
        (
            code(
                "one",
                "1",
                outputs=[{"output_type": "display_data", "metadata": {}, "data": {"application/json": {}}}],
            ),
            "cannot be compared",
        ),
        (
            code("one", "1", outputs=[{"output_type": "stream", "name": "stdout", "text": f"{Path.home()}/x"}]),
            "names a folder of this machine",
        ),
        (text("one", "word " * 100), "longer than four lines"),
    ],
)
def test_what_is_wrong_is_found_and_its_cell_named(tmp_path, cell, phrase):
    findings = check_lesson(write(tmp_path, cell))
    assert [finding.cell for finding in findings] == [cell["id"]]
    assert phrase in findings[0].text


def test_metadata_that_is_not_the_courses_is_found(tmp_path):
    path = write(tmp_path, code("one", "1"), metadata={**METADATA, "widgets": {}})
    assert "its metadata is not the course's" in told(path)[0]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"nbformat": 3}', "{}"])
def test_what_is_no_notebook_is_said_so(tmp_path, content):
    path = tmp_path / "lesson.ipynb"
    path.write_text(content, encoding="utf-8")
    assert "is not a notebook" in told(path)[0]
    assert len(told(path)) == 1


def test_an_exercise_notebook_has_no_outputs(tmp_path):
    path = write(tmp_path, code("one", "1", None), code("two", "2", 1))
    assert [(finding.cell, "without outputs" in finding.text) for finding in check_exercise_notebook(path)] == [
        ("two", True)
    ]


def test_a_starter_may_be_long(tmp_path):
    path = write(tmp_path, code("one", "%%exercise a\n" + "x = 1\n" * 40, None))
    assert check_exercise_notebook(path) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "word " * 85,
        "```\n" + "word " * 200 + "\n```",
        "| " + "word " * 200 + " |",
        "\n".join(f"- {'word ' * 40}" for _ in range(5)),
        f"[a link](https://example.org/{'x' * 600})",
        f"{'word ' * 60}\n\n{'word ' * 60}",
    ],
)
def test_short_paragraphs_tables_code_and_lists_are_fine(markdown):
    assert list(long_paragraphs(markdown)) == []


def test_a_long_paragraph_is_found_over_several_lines():
    assert [start[:5] for start in long_paragraphs(f"Short.\n\nFirst {'word ' * 60}\n{'word ' * 60}\n\nShort.")] == [
        "First"
    ]
