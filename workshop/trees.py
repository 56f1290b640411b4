"""When two answers are the same try: they have the same syntax tree, whatever their comments and blanks."""

import ast
import hashlib
import json
import warnings

from workshop.catalog import Exercise
from workshop.quiz import AnswerFormError, load_quiz
from workshop.starters import StarterError, starter


def fingerprint(exercise: Exercise, source: str) -> str | None:
    """A digest of what an answer says; None if it says nothing yet or is not of its language.

    Raises:
        QuizError: the exercise is a quiz, and its file is wrong.
    """
    match exercise.kind:
        case "quiz":
            said = _choices(exercise, source)
        case "text":
            said = " ".join(source.split())
        case _:
            said = _tree(source)
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest() if said else None


def starter_fingerprint(exercise: Exercise) -> str | None:
    """The same for the starter; None if there is no starter."""
    try:
        return fingerprint(exercise, starter(exercise))
    except StarterError:
        return None


def _tree(source: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes: the check is where they are said
            return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: absurdly nested
        return ""


def _choices(exercise: Exercise, source: str) -> str:
    try:
        choices = load_quiz(exercise).parse(source)
    except AnswerFormError:
        return ""
    return json.dumps(choices) if choices else ""
