"""The right and wrong answers that every exercise keeps, and what a check must say of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workshop.catalog import Exercise, catalog
from workshop.checker.report import Report, Verdict
from workshop.starters import starter

Kind = Literal["right", "wrong", "starter"]

HEAD = re.compile(r"(?:#[^\n]*\n)*")
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
    says: tuple[str, ...] = ()
    """For a wrong answer: phrases that the feedback must hold."""

    def __str__(self) -> str:
        return f"{self.exercise.id}/{self.name}"


def answers(exercise: Exercise) -> Iterator[Answer]:
    """The answers of an exercise: right ones, wrong ones, and the starter, which is unfinished.

    Raises:
        CorpusError: a wrong answer does not begin with one line `# fails: ID` and a line `# says: PHRASE`.
    """
    for path in _files(exercise.tests / "right"):
        yield Answer(exercise, f"right/{path.name}", "right", path.read_text(encoding="utf-8"))
    for path in _files(exercise.tests / "wrong"):
        source = path.read_text(encoding="utf-8")
        head = HEAD.match(source)
        comments = head[0] if head else ""
        fails, says = FAILS.findall(comments), SAYS.findall(comments)
        if len(fails) != 1 or not says:
            raise CorpusError(
                f"{exercise.id}/wrong/{path.name}: a wrong answer begins with `# fails: ID` and `# says: PHRASE`"
            )
        yield Answer(exercise, f"wrong/{path.name}", "wrong", source, fails[0], tuple(map(_one_line, says)))
    yield Answer(exercise, "starter", "starter", starter(exercise))


def every_answer() -> Iterator[Answer]:
    """The answers of all exercises that can be done and are judged.

    Raises:
        CorpusError: a wrong answer does not say what must fail.
    """
    for exercise in catalog().exercise:
        if exercise.status == "ready" and exercise.kind != "text":
            yield from answers(exercise)


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
    first = next((requirement for requirement in report.requirements if requirement.status == "fail"), None)
    failed = first.id if first is not None else str(report.verdict)
    if report.passed or answer.fails not in (failed, failed.partition("[")[0]):
        return f"{answer} must fail {answer.fails} first, not {failed} (seed {report.seed}).\n{shown}"
    # What a learner is shown whole: the headline, and the first failed requirement.
    feedback = _one_line(f"{report.message} {first.message if first is not None else ''}")
    for phrase in answer.says:
        if phrase not in feedback:
            return f"{answer}: the feedback does not say {phrase!r} (seed {report.seed}).\n{shown}"
    return None


def _one_line(text: str) -> str:
    """A text without its line breaks, which differ with the width of what comes before."""
    return " ".join(text.split())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in (".py", ".txt"))
