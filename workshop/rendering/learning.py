"""Hints, solutions, starters and plain messages as bundles."""

from collections.abc import Iterable, Iterator
from html import escape

from workshop import markup
from workshop.catalog import Exercise
from workshop.rendering.bundle import Bundle
from workshop.rendering.report_html import card, paragraph, preformatted
from workshop.solution import Solution
from workshop.words import magics as words
from workshop.words import solution as solution_words


def message(text: str) -> Bundle:
    """A sentence or two."""
    return Bundle(card(paragraph(text)), text)


def code_message(text: str, summary: str, code: str) -> Bundle:
    """A sentence or two, and code to copy."""
    return Bundle(card(f"{paragraph(text)}\n{_folded(summary, code)}"), f"{text}\n\n{code}")


def hint_view(exercise: Exercise, numbers: Iterable[int]) -> Bundle:
    """Some of an exercise's hints, which are Markdown, and what comes after them.

    Args:
        exercise: whose hints.
        numbers: the hints to show, from 1.
    """
    count = len(exercise.hints)
    shown = [(number, exercise.hints[number - 1]) for number in numbers]
    titled = [(words.HINT.format(number=number, count=count), text) for number, text in shown]
    after = (words.LAST_HINT if shown[-1][0] == count else words.MORE_HINTS).format(id=exercise.id)
    html = "\n".join(_heading(title) + markup.html(text) for title, text in titled)
    text = "\n\n".join(f"{title}\n{text.strip()}" for title, text in titled)
    return Bundle(card(f"{html}\n{paragraph(after)}"), f"{text}\n\n{after}")


def solution_view(solution: Solution) -> Bundle:
    """A solution: first what theirs got right, then the way to this one, then why."""
    return Bundle(card("\n".join(_solution_html(solution))), "\n\n".join(_solution_text(solution)))


def _folded(summary: str, code: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{preformatted(code)}</details>"


def _heading(text: str) -> str:
    return f"<p><strong>{escape(text)}</strong></p>"


def _solution_html(solution: Solution) -> Iterator[str]:
    yield _heading(solution_words.TITLE.format(title=solution.exercise.title))
    if solution.right:
        yield _heading(solution_words.RIGHT) + paragraph("\n".join(f"✓ {title}" for title in solution.right))
    if solution.same:
        yield paragraph(solution_words.SAME)
    elif solution.diff is not None:
        yield _heading(solution_words.DIFF) + preformatted(solution.diff)
    yield preformatted(solution.official) if solution.diff is None else _folded(solution_words.WHOLE, solution.official)
    if solution.commentary:
        yield _heading(solution_words.COMMENTARY) + markup.html(solution.commentary)


def _solution_text(solution: Solution) -> Iterator[str]:
    yield solution_words.TITLE.format(title=solution.exercise.title)
    if solution.right:
        yield "\n".join([f"{solution_words.RIGHT}:", *(f"✓ {title}" for title in solution.right)])
    if solution.same:
        yield solution_words.SAME
    elif solution.diff is not None:
        yield f"{solution_words.DIFF}:\n{solution.diff}"
    if solution.diff is None or solution.same:
        yield solution.official.rstrip()
    if solution.commentary:
        yield f"{solution_words.COMMENTARY}:\n{solution.commentary.strip()}"
