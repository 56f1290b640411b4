"""What `%solution` shows: what the learner's own got right, the way from theirs to a good answer, and why."""

import difflib
from dataclasses import dataclass

from workshop import answers, progress
from workshop.catalog import Exercise
from workshop.progress import HONEST_ATTEMPTS
from workshop.quiz import AnswerFormError, Quiz, QuizError, load_quiz
from workshop.trees import fingerprint
from workshop.words import solution as words


class SolutionError(LookupError):
    """The course has no solution for an exercise. The course is at fault, never the learner."""


@dataclass(frozen=True)
class Solution:
    """A solution beside the learner's own."""

    exercise: Exercise
    right: tuple[str, ...]
    """Titles of the requirements that theirs met when it was checked; none if it never was."""
    diff: str | None
    """A unified diff from theirs to this one; None if there is none of theirs."""
    same: bool
    """Theirs has the same syntax tree."""
    official: str
    commentary: str
    """Markdown."""


def attempts_asked(exercise: Exercise) -> int:
    """How many honest attempts open the solution without a pass. A text is not judged, so one is enough."""
    return 1 if exercise.kind == "text" else HONEST_ATTEMPTS


def attempts_to_go(exercise: Exercise) -> int:
    """How many honest attempts are missing until the solution opens; 0 when it is open.

    Raises:
        ProgressError: the attempts cannot be read.
    """
    if exercise.kind == "text":
        return 0 if answers.load(exercise) else 1
    if progress.has_passed(exercise.id):
        return 0
    return max(0, attempts_asked(exercise) - progress.honest_attempts(exercise))


def solution(exercise: Exercise) -> Solution:
    """The solution.

    Raises:
        SolutionError: the course has none.
        AnswerError: the learner's own cannot be read.
        ProgressError: their last report cannot be read.
    """
    own = answers.load(exercise)
    tree = fingerprint(exercise, own or "")
    official = _quiz_text(exercise, own) if exercise.kind == "quiz" else official_source(exercise)
    comparable = own is not None and exercise.kind in {"module", "tests"}
    return Solution(
        exercise=exercise,
        right=_right(exercise, tree),
        diff=_diff(own, official) if own is not None and comparable else None,
        same=comparable and tree == fingerprint(exercise, official),
        official=official,
        commentary=exercise.commentary,
    )


def official_source(exercise: Exercise) -> str:
    """The text of the course's own answer.

    Raises:
        SolutionError: there is none.
    """
    if exercise.kind == "module":
        from workshop import stages  # when it is first needed: `%load_ext workshop` shall be quick

        try:
            found = stages.resolve(stages.path(exercise.stage), exercise.module or "")
        except stages.StageError as error:
            raise SolutionError(words.MISSING.format(id=exercise.id, reason=error)) from error
    else:
        found = next(iter(sorted((exercise.tests / "right").glob("*.*"))), None)
    if found is None:
        raise SolutionError(words.MISSING.format(id=exercise.id, reason="no file."))
    return found.read_text(encoding="utf-8")


def _right(exercise: Exercise, tree: str | None) -> tuple[str, ...]:
    """What this very answer got right: the praise must not be of an earlier one, beside a diff of this one."""
    for attempt in reversed(progress.attempts(exercise.id)):
        if attempt.report is not None and attempt.report.requirements and attempt.tree == tree is not None:
            return tuple(one.title for one in attempt.report.requirements if one.status == "pass")
    return ()


def _diff(own: str, official: str) -> str:
    lines = difflib.unified_diff(
        own.splitlines(), official.splitlines(), fromfile=words.YOURS, tofile=words.OFFICIAL, lineterm=""
    )
    return "\n".join(lines)


def _quiz_text(exercise: Exercise, own: str | None) -> str:
    """Each question with its right option, why, and what they chose."""
    try:
        quiz = load_quiz(exercise)
    except QuizError as error:
        raise SolutionError(words.MISSING.format(id=exercise.id, reason=error)) from error
    chosen = _choices(quiz, own)
    blocks = []
    for question in quiz.question:
        right, choice = question.right, question.option(chosen.get(question.id, ""))
        lines = [question.text.strip(), f"  {right.id}: {right.text}", f"  {right.feedback}"]
        if choice is not None:
            form = words.CHOSE_RIGHT if choice.right else words.CHOSE_WRONG
            lines.append("  " + form.format(id=choice.id, text=choice.text))
            lines.extend([] if choice.right else [f"  {choice.feedback}"])
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _choices(quiz: Quiz, own: str | None) -> dict[str, str]:
    try:
        return quiz.parse(own or "")
    except AnswerFormError:
        return {}
