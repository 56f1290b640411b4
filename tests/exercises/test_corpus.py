"""Every right answer passes, every wrong one fails for its own reason, every starter is unfinished."""

import re
from pathlib import Path
from typing import Any

import pytest

from workshop.catalog import Exercise, catalog
from workshop.checker import Report, Verdict, check
from workshop.starters import starter

SEED = 1
FURTHER_SEEDS = (2, 3)
READY = [exercise for exercise in catalog().exercise if exercise.status == "ready" and exercise.kind != "text"]


def answers(kind: str) -> list[Any]:
    """All answers of that kind, as parameters."""
    return [
        pytest.param(exercise, path, id=f"{exercise.id}-{path.stem}")
        for exercise in READY
        for path in sorted((exercise.tests / kind).glob("*"))
        if path.suffix in {".py", ".txt"}
    ]


def told(report: Report) -> str:
    """A report, for whoever reads a failure here."""
    failed = [one for one in report.requirements if one.status == "fail"]
    return "\n".join(
        [f"seed {report.seed}: {report.verdict}: {report.message}"]
        + [f"{one.id}: {one.title}\n{one.message}" for one in failed]
    )


def said(text: str, name: str) -> list[str]:
    """The comments `# name: …` at a file's beginning."""
    head = re.match(r"(?:#[^\n]*\n)*", text)
    assert head is not None
    return re.findall(rf"^# {name}: (.+)$", head[0], re.MULTILINE)


def one_line(text: str) -> str:
    """A text without its line breaks and indentation."""
    return " ".join(text.split())


def check_right(exercise: Exercise, path: Path, seed: int) -> None:
    """A right answer passes."""
    report = check(exercise.id, path.read_text(encoding="utf-8"), seed=seed)
    assert report.verdict is Verdict.PASS, told(report)


def check_wrong(exercise: Exercise, path: Path, seed: int) -> None:
    """A wrong answer fails where it says, with the words that it says."""
    source = path.read_text(encoding="utf-8")
    fails, says = said(source, "fails"), said(source, "says")
    assert len(fails) == 1, "one line `# fails: <requirement>` at the top"
    assert says, "a line `# says: <phrase of the feedback>` at the top"
    report = check(exercise.id, source, seed=seed)
    feedback = report.message
    if fails[0] in set(Verdict):
        assert report.verdict == fails[0], told(report)
    else:
        assert report.verdict is Verdict.REQUIREMENT_FAILED, told(report)
        first = next(one for one in report.requirements if one.status == "fail")
        assert first.id == fails[0], told(report)
        feedback += " " + first.message
    for phrase in says:
        assert one_line(phrase) in one_line(feedback), told(report)


@pytest.mark.parametrize(("exercise", "path"), answers("right"))
def test_a_right_answer_passes(exercise, path):
    check_right(exercise, path, SEED)


@pytest.mark.parametrize(("exercise", "path"), answers("wrong"))
def test_a_wrong_answer_fails_for_its_own_reason(exercise, path):
    check_wrong(exercise, path, SEED)


@pytest.mark.parametrize("exercise", READY, ids=lambda exercise: exercise.id)
def test_a_starter_is_unfinished(exercise):
    report = check(exercise.id, starter(exercise), seed=SEED)
    assert report.verdict is Verdict.UNFINISHED, told(report)


@pytest.mark.long
@pytest.mark.parametrize("seed", FURTHER_SEEDS)
@pytest.mark.parametrize(("exercise", "path"), answers("right"))
def test_a_right_answer_passes_whatever_is_drawn(exercise, path, seed):
    check_right(exercise, path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", FURTHER_SEEDS)
@pytest.mark.parametrize(("exercise", "path"), answers("wrong"))
def test_a_wrong_answer_fails_whatever_is_drawn(exercise, path, seed):
    check_wrong(exercise, path, seed)
