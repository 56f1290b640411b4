"""How the magics speak: one output each, and no traceback for what is no accident."""

import contextlib
from collections.abc import Iterator, Sequence

from IPython.display import display

from workshop import catalog as courses
from workshop.answers import AnswerError
from workshop.catalog import CatalogError, Exercise
from workshop.progress import ProgressError
from workshop.quiz import QuizError
from workshop.rendering import Bundle
from workshop.rendering.learning import message
from workshop.solution import SolutionError
from workshop.starters import StarterError
from workshop.words import magics as words


class UsageError(ValueError):
    """A magic's line is not of its form; the message says what is."""


@contextlib.contextmanager
def calm() -> Iterator[None]:
    """Say in a sentence what went wrong, where a sentence is enough; the Stop button included."""
    try:
        yield
    except (
        AnswerError, CatalogError, ProgressError, QuizError, SolutionError, StarterError, UsageError
    ) as error:  # fmt: skip
        say(str(error))
    except KeyboardInterrupt:
        say(words.STOPPED)


def show(bundle: Bundle) -> None:
    """Show one output."""
    display(bundle)  # type: ignore[no-untyped-call]


def say(text: str) -> None:
    """Show a sentence or two."""
    show(message(text))


def parse(magic: str, line: str, form: str, options: Sequence[str] = ()) -> tuple[Exercise, set[str]]:
    """The exercise that a magic's line names, and which of the options stand beside it.

    Raises:
        UsageError: no id, or more than the magic knows.
        CatalogError: there is no such exercise; the message names the nearest.
    """
    words_of_line = line.split()
    given = {word for word in words_of_line if word in options}
    ids = [word for word in words_of_line if word not in options]
    if not ids:
        ready = (exercise.id for exercise in courses.catalog().exercise if exercise.status == "ready")
        raise UsageError(words.usage(magic, ready))
    if len(ids) > 1:
        raise UsageError(words.unknown_words(magic, ids[1:], form))
    return courses.catalog().find(ids[0]), given
