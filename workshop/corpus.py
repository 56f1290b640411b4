"""The right and wrong answers that every exercise keeps, and what a check must say of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workshop.catalog import Exercise
from workshop.checker.report import Report, Verdict
from workshop.starters import starter

Kind = Literal["right", "wrong", "starter"]

FAILS = re.compile(r"^# fails: (\S+)$", re.MULTILINE)
SAYS = re.compile(r"^# says: (.+)$", re.MULTILINE)


class CorpusError(ValueError):
    """A wrong answer does not say what must fail, or what the feedback must hold."""


@dataclass(frozen=True)
class Answer:
    """One answer to an exercise, with what is known about it."""

    exercise: Exercise
    name: str
    """As `wrong/any_unit.py`."""
    kind: Kind
    source: str
    fails: str | None = None
    """For a wrong answer: the id of the requirement that must fail first, or a verdict other than a requirement's."""
    says: str | None = None
    """For a wrong answer: a phrase that the feedback must hold."""

    def __str__(self) -> str:
        return f"{self.exercise.id}/{self.name}"


def answers(exercise: Exercise) -> Iterator[Answer]:
    """The answers of an exercise: right ones, wrong ones, and the starter, which is unfinished.

    Raises:
        CorpusError: a wrong answer lacks its first two lines, `# fails: ID` and `# says: PHRASE`.
    """
    for path in _files(exercise.tests / "right"):
        yield Answer(exercise, f"right/{path.name}", "right", path.read_text(encoding="utf-8"))
    for path in _files(exercise.tests / "wrong"):
        source = path.read_text(encoding="utf-8")
        fails, says = FAILS.search(source), SAYS.search(source)
        if fails is None or says is None:
            raise CorpusError(f"{path.name}: a wrong answer begins with `# fails: ID` and `# says: PHRASE`")
        yield Answer(exercise, f"wrong/{path.name}", "wrong", source, fails[1], says[1].strip())
    yield Answer(exercise, "starter", "starter", starter(exercise))


def judge(answer: Answer, report: Report) -> str | None:
    """Compare a report with what is known of the answer; None if it says what it should."""
    shown = f"{report.verdict}: {report.message}\n" + "\n".join(
        f"[{requirement.status}] {requirement.id}: {requirement.message}" for requirement in report.requirements
    )
    if answer.kind == "right":
        return None if report.passed else f"{answer} is right and was refused (seed {report.seed}).\n{shown}"
    if answer.kind == "starter":
        if report.verdict is Verdict.UNFINISHED:
            return None
        return f"{answer} must be unfinished, and is not (seed {report.seed}).\n{shown}"
    first = next((r.id for r in report.requirements if r.status == "fail"), str(report.verdict))
    if report.passed or answer.fails not in (first, first.partition("[")[0]):
        return f"{answer} must fail {answer.fails} first, not {first} (seed {report.seed}).\n{shown}"
    if answer.says is not None and answer.says not in shown:
        return f"{answer}: the feedback does not say {answer.says!r} (seed {report.seed}).\n{shown}"
    return None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in (".py", ".txt"))
