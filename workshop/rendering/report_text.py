"""A report as plain text: the terminal's form, and the notebook's where html is not shown."""

import textwrap
from collections.abc import Iterator, Sequence

from workshop.checker.report import Report
from workshop.rendering.layout import Layout, lay_out
from workshop.words import report as words

WIDTH = 100


def as_text(report: Report, notes: Sequence[str] = ()) -> str:
    """The report as text.

    Args:
        report: what the check said.
        notes: what is to be said beside the report's own notes, a sentence or two each.
    """
    layout = lay_out(report, notes)
    blocks = ["\n".join(block) for block in _blocks(layout) if block]
    return "\n\n".join(blocks)


def _blocks(layout: Layout) -> Iterator[list[str]]:
    yield [layout.headline]
    yield [line for sentence in layout.lead for line in _wrap(sentence)]
    for position, failure in enumerate(layout.failures):
        if position == 0:
            same = [words.SAME_CAUSE, *(f"  ✗ {title}" for title in failure.same_cause)] if failure.same_cause else []
            yield [f"✗ {failure.title}", *(textwrap.indent(failure.message, "  ").splitlines()), *same]
    others = [title for failure in layout.failures[1:] for title in (failure.title, *failure.same_cause)]
    yield [
        *(f"✗ {title}" for title in others),
        *(f"· {title} ({words.NOT_RUN})" for title in layout.not_run),
        *(f"✓ {title}" for title in layout.passed),
    ]
    yield [line for note in layout.notes for line in _wrap(f"{words.NOTE}: {note}")]
    yield [layout.footer]


def _wrap(text: str) -> list[str]:
    """Wrap each line of a text; an indented line is code, or a caret below it, and stays as it is."""
    lines: list[str] = []
    for line in text.splitlines():
        wrapped = textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.extend([line] if line.startswith(" ") else wrapped or [""])
    return lines
