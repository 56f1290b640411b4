"""What the magics do and say; the check is a fake one here, and no stage is loaded."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from learner import QUIZ_STARTER, STARTER, FakeCheck, report, requirement
from notebook import Notebook, notebook

from workshop import answers, progress
from workshop.catalog import Catalog
from workshop.checker.report import Verdict

FAILED = report(Verdict.REQUIREMENT_FAILED, [requirement("It holds"), requirement("It does not", "fail", "got x")])
UNFINISHED = report(Verdict.UNFINISHED, message="A `...` still stands in line 2.")


@pytest.fixture
def check() -> FakeCheck:
    """A check that refuses everything, without an import."""
    return FakeCheck(UNFINISHED)


@pytest.fixture
def learner(small_course: Catalog, check: FakeCheck) -> Iterator[Notebook]:
    """A notebook in the small course."""
    with notebook(check) as opened:
        yield opened


def test_a_cell_is_saved_checked_recorded_and_shown(learner: Notebook, check: FakeCheck, room: Path) -> None:
    text = learner.text("%%exercise product-schemas\nx = 1\n")
    assert text.startswith('UNFINISHED: "Product schemas"')
    assert (room / "answers/product-schemas/market/schemas/products.py").read_text(encoding="utf-8") == "x = 1\n"
    assert [attempt.verdict for attempt in progress.attempts("product-schemas")] == ["unfinished"]
    assert [id for id, _ in check.asked] == ["product-schemas"]


def test_the_checks_line_numbers_are_the_cells(learner: Notebook, check: FakeCheck) -> None:
    learner.run("%%exercise product-schemas\nfirst = 1\nsecond = 2\n")
    (_, source) = check.asked[0]
    assert source.splitlines()[2 - 1] == "first = 1"  # the magic is line 1 of the cell


def test_the_answer_is_saved_before_the_check(small_course: Catalog) -> None:
    seen = []

    def check(exercise_id: str, source: str) -> object:
        seen.append(answers.load(small_course.find(exercise_id)))
        return UNFINISHED

    with notebook(check) as opened:  # type: ignore[arg-type]
        opened.run("%%exercise product-schemas\nx = 1\n")
    assert seen == ["x = 1\n"]


def test_an_unknown_id_names_the_nearest_and_saves_nothing(learner: Notebook, check: FakeCheck, room: Path) -> None:
    for cell in ("%%exercise product-shemas\nx = 1", "%hint product-shemas", "%solution product-shemas --now"):
        assert "Did you mean 'product-schemas'?" in learner.text(cell)
    assert not check.asked
    assert not room.exists()


@pytest.mark.parametrize("cell", ["%hint", "%solution", "%solution --now", "%reset_exercise", "%%exercise\nx = 1"])
def test_without_an_id_the_ids_are_named(learner: Notebook, cell: str) -> None:
    assert "Which exercise?" in learner.text(cell)
    assert "product-schemas, pin-behaviour" in learner.text(cell)


def test_more_words_than_a_magic_knows_are_said(learner: Notebook) -> None:
    assert "'everything'" in learner.text("%hint product-schemas everything")


def test_an_empty_cell_leaves_the_saved_answer(learner: Notebook, small_course: Catalog, check: FakeCheck) -> None:
    learner.run("%%exercise product-schemas\nx = 1\n")
    assert "nothing in this cell" in learner.text("%%exercise product-schemas\n   \n")
    assert answers.load(small_course.find("product-schemas")) == "x = 1\n"
    assert len(check.asked) == 1


def test_the_starter_never_takes_the_place_of_an_answer(learner: Notebook, small_course: Catalog, room: Path) -> None:
    """Run all cells, in a fresh copy of the notebook."""
    learner.run("%%exercise product-schemas\nx = 1\n")
    text = learner.text(f"%%exercise product-schemas\n{STARTER}")
    (copy,) = (room / "backups" / "product-schemas").iterdir()
    assert copy.read_text(encoding="utf-8") == "x = 1\n"
    assert str(copy) in text
    learner.run(f"%%exercise product-schemas\n{STARTER}")
    assert len(list((room / "backups" / "product-schemas").iterdir())) == 1


def test_a_full_disk_is_said_and_the_check_still_runs(
    learner: Notebook, check: FakeCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    text = learner.text("%%exercise product-schemas\nx = 1\n")
    assert "UNFINISHED" in text
    assert "the disk is full" in text
    assert "still in the notebook" in text
    assert len(check.asked) == 1


def test_a_room_that_cannot_be_written_to_is_said_and_the_check_still_runs(learner: Notebook, room: Path) -> None:
    room.parent.mkdir(parents=True)
    room.write_text("", encoding="utf-8")
    text = " ".join(learner.text("%%exercise product-schemas\nx = 1\n").split())
    assert "UNFINISHED" in text
    assert "The answer was not saved" in text
    assert "Progress was not kept" in text


def test_a_damaged_progress_file_is_said_once(learner: Notebook, room: Path) -> None:
    room.mkdir(parents=True)
    (room / "progress.sqlite").write_bytes(b"this is no database, and long enough to be looked at" * 20)
    assert "was damaged" in learner.text("%%exercise product-schemas\nx = 1\n")
    assert "was damaged" not in learner.text("%%exercise product-schemas\nx = 2\n")


def test_the_stop_button_ends_a_check_in_one_line(small_course: Catalog) -> None:
    with notebook(FakeCheck(KeyboardInterrupt(), UNFINISHED)) as opened:
        text = opened.text("%%exercise product-schemas\nx = 1\n")
        assert text == "Stopped: no verdict, and nothing was recorded. Change the cell, or run it again."
        assert progress.attempts("product-schemas") == []
        assert answers.load(small_course.find("product-schemas")) == "x = 1\n"
        assert "UNFINISHED" in opened.text("%%exercise product-schemas\nx = 1\n")


def test_a_checker_that_fails_is_not_the_learners_fault(small_course: Catalog) -> None:
    with notebook(FakeCheck(RuntimeError("no process"))) as opened:
        text = opened.text("%%exercise product-schemas\nx = 1\n")
    assert "NO VERDICT" in text
    assert "It is not your answer" in text
    assert "RuntimeError: no process" in text
    assert progress.attempts("product-schemas") == []


def test_a_text_exercise_is_saved_and_not_judged(learner: Notebook, check: FakeCheck, room: Path) -> None:
    text = learner.text("%%exercise explain-the-trade\nWe gave up one thing.\n")
    assert "Nobody judges this one" in text
    assert (room / "answers/explain-the-trade/answer.md").is_file()
    assert not check.asked


def test_hints_are_a_ladder_that_is_remembered(learner: Notebook, small_course: Catalog) -> None:
    assert learner.text("%hint product-schemas").startswith("Hint 1 of 3\nWhich fields did the client send?")
    with notebook(None) as restarted:
        bundle = restarted.run("%hint product-schemas")
        assert bundle["text/plain"].startswith("Hint 2 of 3")
        assert "<strong>exclude_unset</strong>" in bundle["text/html"]
        assert "Another hint: %hint product-schemas" in bundle["text/plain"]
        for _ in range(2):
            bundle = restarted.run("%hint product-schemas")
            assert bundle["text/plain"].startswith("Hint 3 of 3")
            assert "That is the last hint." in bundle["text/plain"]
            assert '<code class="language-python">x = 1' in bundle["text/html"]


def test_all_hints_at_once(learner: Notebook) -> None:
    text = learner.text("%hint product-schemas all")
    assert [line for line in text.splitlines() if line.startswith("Hint")] == [
        "Hint 1 of 3",
        "Hint 2 of 3",
        "Hint 3 of 3",
    ]
    assert progress.hints_shown("product-schemas") == 3


def test_hints_climb_where_nothing_can_be_remembered(learner: Notebook, room: Path) -> None:
    room.parent.mkdir(parents=True)
    room.write_text("", encoding="utf-8")
    assert learner.text("%hint product-schemas").startswith("Hint 1 of 3")
    assert learner.text("%hint product-schemas").startswith("Hint 2 of 3")


def test_progress_is_shown(learner: Notebook) -> None:
    learner.run("%%exercise product-schemas\nx = 1\n")
    assert "✗ not yet  product-schemas" in learner.text("%progress")


def test_reset_keeps_the_answer_and_gives_the_starter_back(
    learner: Notebook, small_course: Catalog, room: Path
) -> None:
    learner.run("%%exercise name-the-smells\nsort: a\n")
    text = learner.text("%reset_exercise name-the-smells")
    (copy,) = (room / "backups" / "name-the-smells").iterdir()
    assert copy.read_text(encoding="utf-8") == "sort: a\n"
    assert str(copy) in text
    assert answers.load(small_course.find("name-the-smells")) is None
    cell = f"%%exercise name-the-smells\n{QUIZ_STARTER.rstrip()}"
    assert cell in text
    assert learner.shell.rl_next_input == cell
    assert "no saved answer" in learner.text("%reset_exercise name-the-smells")


def test_reset_without_a_starter_keeps_the_answer(learner: Notebook, small_course: Catalog) -> None:
    learner.run("%%exercise tokens\nx = 1\n")
    assert "has no cell that starts with %%exercise tokens" in learner.text("%reset_exercise tokens")
    assert answers.load(small_course.find("tokens")) == "x = 1\n"
