"""Running notebooks in fresh kernels."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workshop.notebooks import NotebookFailed, check_lesson, refresh
from workshop.notebooks.tidy import METADATA


def lesson(folder: Path, *sources: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lesson.ipynb"
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{name}",
            "source": source,
            "metadata": {"collapsed": False},
            "execution_count": 99,
            "outputs": [],
        }
        for name, source in zip("abcdef", sources, strict=False)
    ]
    metadata = {**METADATA, "language_info": {"name": "python", "version": "3.0"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_refresh_writes_outputs_in_one_stable_form(tmp_path):
    path = lesson(
        tmp_path / "a földer",
        "import os\nfor n in range(3):\n    print(n, flush=True)",
        "'WORKSHOP_ROOM' in os.environ, os.path.basename(os.getcwd())",
    )
    assert refresh(path) is True
    assert check_lesson(path) == []
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [cell["id"] for cell in cells] == ["cell-a", "cell-b"]
    assert "".join(cells[0]["outputs"][0]["text"]) == "0\n1\n2\n"
    assert "".join(cells[1]["outputs"][0]["data"]["text/plain"]) == "(True, 'a földer')"
    assert refresh(path) is False


def test_a_cell_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = lesson(tmp_path, "1 / 0")
    before = path.read_bytes()
    with pytest.raises(NotebookFailed, match="ZeroDivisionError"):
        refresh(path)
    assert path.read_bytes() == before


def test_the_command_names_the_lesson_that_fails(tmp_path):
    from workshop.notebooks.__main__ import app

    result = CliRunner().invoke(app, ["refresh", str(lesson(tmp_path, "1 / 0"))])
    assert result.exit_code == 1
    assert "lesson.ipynb" in result.output
    assert "ZeroDivisionError" in result.output
