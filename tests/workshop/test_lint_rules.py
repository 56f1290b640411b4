import json

import pytest

from workshop.lint import cells, exercises, types


def notebook(path, body):
    cell = {"cell_type": "code", "source": [f"%%exercise hello-health\n{body}"], "metadata": {}, "outputs": []}
    path.write_text(json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("import os\n\nx = undefined_name\n", "F821"),
        ("import os\nx   =  os.name\n", "format"),
    ],
)
def test_ruff_reads_the_body_of_an_exercise_cell(tmp_path, body, said):
    findings = list(cells.check_cells(notebook(tmp_path / "n.ipynb", body)))
    assert any(said in finding.what for finding in findings)


def test_a_clean_body_has_no_finding(tmp_path):
    assert list(cells.check_cells(notebook(tmp_path / "n.ipynb", "import os\n\nx = os.name\n"))) == []


def test_a_bare_assert_and_a_missing_docstring_are_found(tmp_path):
    path = tmp_path / "test_x.py"
    path.write_text("def test_a():\n    assert False is True\n\n\ndef helper():\n    pass\n", encoding="utf-8")
    found = " ".join(finding.what for finding in exercises.check_hidden_tests(path))
    assert "bare assert" in found
    assert "test_a has no docstring" in found
    assert "helper" not in found


def test_a_type_error_in_an_inherited_module_is_found(tmp_path):
    old, new = tmp_path / "01_old", tmp_path / "02_new"
    for stage, module, text in [
        (old, "inherited.py", "x: int = 'text'\n"),
        (old, "replaced.py", "y: int = 'text'\n"),
        (new, "replaced.py", "y: int = 1\n"),
    ]:
        path = stage / "market" / module
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    findings = list(types.check_stage([new, old]))
    assert len(findings) == 1
    assert "inherited.py" in findings[0].where
