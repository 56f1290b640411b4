"""Every exercise notebook, run whole: with right answers in its cells every check passes, with the starters none."""

from pathlib import Path
from typing import Any

import pytest

from workshop import course, progress
from workshop.catalog import catalog
from workshop.checker.report import Verdict
from workshop.notebooks import execute
from workshop.notebooks.tidy import parse
from workshop.starters import split_cell

NOTEBOOKS = sorted(course.EXERCISES.glob("*.ipynb"))


def exercise_cells(notebook: Any) -> dict[str, Any]:
    """The cells that are answers, by exercise."""
    found = {cell.id: split_cell(cell.source) for cell in notebook.cells if cell.cell_type == "code"}
    cells = {cell.id: cell for cell in notebook.cells}
    return {parts[0]: cells[name] for name, parts in found.items() if parts is not None}


def right_answers(exercise_id: str) -> list[Path]:
    """Its right answers, by name."""
    return sorted(file for file in (course.HIDDEN_TESTS / exercise_id / "right").iterdir() if file.is_file())


def rounds(path: Path) -> int:
    """How many runs it takes to have every right answer in its cell once."""
    return max(len(right_answers(name)) for name in exercise_cells(parse(path.read_text(encoding="utf-8"))))


def further_rounds() -> list[Any]:
    """Each notebook with its second answers, its third, and so on."""
    return [
        pytest.param(path, number, id=f"{path.stem}-{number + 1}")
        for path in NOTEBOOKS
        for number in range(1, rounds(path))
    ]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A room of its own for this run."""
    room = tmp_path / "room"
    monkeypatch.setenv("WORKSHOP_ROOM", str(room))
    return room


def run(path: Path, answers: dict[str, str]) -> dict[str, str]:
    """Run a notebook with these answers in its cells.

    Returns:
        For each exercise of the notebook its verdict, with the report where that is no pass.
    """
    notebook = parse(path.read_text(encoding="utf-8"))
    cells = exercise_cells(notebook)
    for name, cell in cells.items():
        if name in answers:
            cell.source = f"{cell.source.splitlines()[0]}\n{answers[name]}"
    # Its checker is this kernel's own, and ends with it.
    execute(notebook, folder=path.parent)
    verdicts = {}
    for name in cells:
        (attempt,) = progress.attempts(name)
        told = f"\n{attempt.report.model_dump_json(indent=1)}" if attempt.report and attempt.verdict != "pass" else ""
        verdicts[name] = attempt.verdict + told
    return verdicts


def nth_answers(path: Path, number: int) -> dict[str, str]:
    """The right answers of that number; where an exercise has fewer, its first."""
    names = exercise_cells(parse(path.read_text(encoding="utf-8")))
    files = {name: right_answers(name) for name in names}
    chosen = {name: right[number] if number < len(right) else right[0] for name, right in files.items()}
    return {name: file.read_text(encoding="utf-8") for name, file in chosen.items()}


def test_every_lesson_with_exercises_has_its_notebook():
    wanted = {lesson.id for lesson in catalog().lesson if catalog().of_lesson(lesson.number)}
    assert {path.stem for path in NOTEBOOKS} == wanted


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_exercise_has_its_cell(path):
    lesson = next(lesson for lesson in catalog().lesson if lesson.id == path.stem)
    wanted = [one.id for one in catalog().of_lesson(lesson.number) if one.kind != "text"]
    assert list(exercise_cells(parse(path.read_text(encoding="utf-8")))) == wanted


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_right_answers_pass(path, room):
    verdicts = run(path, nth_answers(path, 0))
    assert verdicts == dict.fromkeys(verdicts, "pass")


@pytest.mark.long
@pytest.mark.parametrize(("path", "number"), further_rounds())
def test_the_further_right_answers_pass(path, number, room):
    verdicts = run(path, nth_answers(path, number))
    assert verdicts == dict.fromkeys(verdicts, "pass")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_starters_do_not_pass(path, room):
    for name, verdict in run(path, {}).items():
        assert verdict.startswith(Verdict.UNFINISHED), f"{name}: {verdict}"
