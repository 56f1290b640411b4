"""The command line: exit codes, what goes to stdout, and what wrong use is told."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from workshop import checker, course, progress
from workshop.bench.figures import CheckerFigures
from workshop.cli import app
from workshop.cli.answers import AnswerFileError, read_answer
from workshop.ports import PortError
from workshop.room import RoomError

EXERCISE = "product-schemas"


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKSHOP_ROOM", str(tmp_path / "room"))
    return tmp_path / "room"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "my änswer.py"
    path.write_text("x = 1\n", encoding="utf-8")
    return path


def workshop(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def verdict_is(monkeypatch: pytest.MonkeyPatch, verdict: str) -> list[tuple[str, str, int | None]]:
    """Let every check end so.

    Returns:
        What was asked of the checker, filled as it is asked.
    """
    asked: list[tuple[str, str, int | None]] = []

    def check(exercise: str, source: str, *, seed: int | None = None) -> checker.Report:
        asked.append((exercise, source, seed))
        return checker.Report(
            exercise=exercise,
            verdict=verdict,
            message="So it is.",
            seed=7 if seed is None else seed,
            isolation="standard",
            seconds=0.1,
        )

    monkeypatch.setattr(checker, "check", check)
    return asked


@pytest.mark.parametrize("verdict", [*checker.Verdict])
def test_the_exit_code_says_whose_verdict_it_is(
    monkeypatch: pytest.MonkeyPatch, answer: Path, verdict: checker.Verdict
) -> None:
    verdict_is(monkeypatch, verdict)
    ended = workshop("check", answer, "--exercise", EXERCISE)
    assert ended.exit_code == {"pass": 0, "course_fault": 2}.get(verdict, 1)
    assert ended.stdout


def test_json_is_the_report_and_nothing_else(monkeypatch: pytest.MonkeyPatch, answer: Path) -> None:
    asked = verdict_is(monkeypatch, "pass")
    ended = workshop("check", answer, "--exercise", EXERCISE, "--seed", 41, "--json")
    report = checker.Report.model_validate_json(ended.stdout)
    assert asked == [(EXERCISE, "x = 1\n", 41)]
    assert (report.verdict, report.seed) == ("pass", 41)
    assert set(json.loads(ended.stdout)) == {
        *("exercise", "verdict", "message", "seed", "isolation", "notes", "seconds", "requirements")
    }


def test_a_check_from_here_leaves_no_trace(monkeypatch: pytest.MonkeyPatch, answer: Path, room: Path) -> None:
    verdict_is(monkeypatch, "pass")
    workshop("check", answer, "--exercise", EXERCISE)
    assert not room.exists()


def test_an_unknown_exercise_names_the_nearest(answer: Path) -> None:
    ended = workshop("check", answer, "--exercise", "product-schema", "--json")
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert "Did you mean 'product-schemas'?" in ended.stderr


@pytest.mark.parametrize(
    ("content", "phrase"),
    [(None, "There is no file"), ("folder", "is a folder"), (b"a = 1\nb = '\xe9'\n", "see line 2")],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | str | None, phrase: str) -> None:
    path = tmp_path / "answer.py"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    ended = workshop("check", path, "--exercise", EXERCISE)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert phrase in ended.stderr


@pytest.mark.parametrize("arguments", [[], ["--exercise", EXERCISE, "--seed", "x"], ["--nonsense"]])
def test_wrong_use(answer: Path, arguments: list[str]) -> None:
    assert workshop("check", answer, *arguments).exit_code == 2


def test_an_exception_in_the_checker_is_no_verdict(monkeypatch: pytest.MonkeyPatch, answer: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(checker, "check", broken)
    ended = workshop("check", answer, "--exercise", EXERCISE)
    assert ended.exit_code == 2
    assert "It is not your answer" in ended.stderr
    assert "out of order" in ended.stderr


def test_stopping_a_check_is_no_verdict(monkeypatch: pytest.MonkeyPatch, answer: Path) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checker, "check", stopped)
    assert workshop("check", answer, "--exercise", EXERCISE).exit_code == 130


def cells(*sources: str) -> str:
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]})


def test_an_answer_in_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_text(cells("%%exercise other\nno", f"%%exercise {EXERCISE}\nx = 1", "1 + 1"), encoding="utf-8")
    assert read_answer(path, EXERCISE) == "x = 1\n"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("{", "is not a notebook: it stops being JSON at line 1"),
        ("[]", "is not a notebook: it has no list of cells"),
        (cells("1 + 1"), "no cell that starts with `%%exercise product-schemas`"),
    ],
)
def test_a_notebook_without_an_answer(tmp_path: Path, text: str, phrase: str) -> None:
    path = tmp_path / "mine.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnswerFileError, match=re.escape(phrase)):
        read_answer(path, EXERCISE)


def test_hints_come_one_by_one_and_the_last_points_on() -> None:
    first, second = workshop("hint", EXERCISE), workshop("hint", EXERCISE)
    assert "Hint 1 of" in first.stdout
    assert f"workshop hint {EXERCISE}" in first.stdout
    assert "Hint 2 of" in second.stdout
    assert "Hint 1 of" not in second.stdout
    everything = workshop("hint", EXERCISE, "--all")
    assert "Hint 1 of" in everything.stdout
    assert f"%solution {EXERCISE}" in everything.stdout


def test_a_hint_is_shown_even_where_nothing_can_be_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise progress.ProgressError("The disk is full.")

    monkeypatch.setattr(progress, "climb_hints", full)
    ended = workshop("hint", EXERCISE)
    assert ended.exit_code == 0
    assert "Hint 1 of" in ended.stdout
    assert "The disk is full." in ended.stderr


def test_progress_lists_what_is_open() -> None:
    ended = workshop("progress")
    assert ended.exit_code == 0
    assert EXERCISE in ended.stdout
    assert re.search(r"0 of \d+ must-do exercises passed", ended.stdout)


def test_progress_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise progress.ProgressError("Another notebook held it for too long.")

    monkeypatch.setattr(progress, "summary", busy)
    ended = workshop("progress")
    assert (ended.exit_code, ended.stderr) == (2, "Another notebook held it for too long.\n")


@pytest.mark.parametrize("command", [["stage", 77], ["diff", 1, 77]])
def test_an_unknown_stage_names_those_that_exist(command: list[object]) -> None:
    ended = workshop(*command)
    assert ended.exit_code == 2
    assert "02_routes_and_schemas" in ended.stderr


def test_the_difference_of_two_stages() -> None:
    ended = workshop("diff", "01", "02", "routers/markets.py")
    assert ended.exit_code == 0
    assert "+router = APIRouter(" in ended.stdout


@pytest.mark.parametrize("error", [RoomError("The disk is full."), PortError("Port 80 is in use.")])
def test_a_lab_that_cannot_start(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def serve(**_: object) -> None:
        raise error

    monkeypatch.setattr("workshop.lab.serve", serve)
    ended = workshop("lab")
    assert (ended.exit_code, ended.stderr) == (2, f"{error}\n")


def rules_are(monkeypatch: pytest.MonkeyPatch, **found: list[str]) -> None:
    monkeypatch.setattr("workshop.lint.RULES", {name: lambda lines=lines: iter(lines) for name, lines in found.items()})


def test_the_linter_says_what_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    rules_are(monkeypatch, layering=[], notebooks=["a.ipynb: no output", "b.ipynb: no output"])
    ended = workshop("lint")
    assert ended.exit_code == 1
    assert ended.stdout.splitlines() == [
        "✓ layering",
        "✗ notebooks",
        "  a.ipynb: no output",
        "  b.ipynb: no output",
        "2 findings.",
    ]
    assert workshop("lint", "layering").exit_code == 0


def test_an_unknown_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    rules_are(monkeypatch, layering=[])
    ended = workshop("lint", "speling")
    assert (ended.exit_code, ended.stderr) == (2, "There is no rule 'speling'. There are: layering.\n")


def test_the_benchs_figures_are_a_table_or_json(monkeypatch: pytest.MonkeyPatch) -> None:
    milliseconds = dict.fromkeys(
        ("warm_ms", "never_forked_ms", "cold_pytest_ms", "schema_ms", "first_check_ms", "import_ms"), 100.0
    )
    figures = CheckerFigures(**milliseconds, warm_mb=None, check_mb=None)
    monkeypatch.setattr("workshop.bench.checker.measure_checker", lambda: figures)
    assert "cold pytest" in workshop("bench", "checker").stdout
    assert json.loads(workshop("bench", "checker", "--json").stdout)["warm_ms"] == 100


def test_help_needs_nothing_but_the_command_line() -> None:
    """It must work where the rest is broken, and be quick."""
    code = (
        "import sys\nfrom workshop.cli import app\n"
        "heavy = {'jupyterlab', 'IPython', 'fastapi', 'sqlalchemy', 'market'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr


def test_a_terminal_that_lacks_our_characters_breaks_nothing(room: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for command in (["progress"], ["hint", EXERCISE]):
        ended = subprocess.run(
            [sys.executable, "-m", "workshop", *command], env=environment, cwd=course.ROOT, capture_output=True
        )
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.decode("ascii")
