"""A report as plain text: the terminal's form, and the notebook's where html is not shown."""

import textwrap
from collections.abc import Iterator, Sequence

from workshop.checker.report import Report
from workshop.rendering.layout import Layout, lay_out
from workshop.words import report as words


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
    yield list(layout.lead)  # not wrapped: a path that is cut in two cannot be copied, and whoever shows it wraps it
    for position, failure in enumerate(layout.failures):
        if position == 0:
            same = [words.SAME_CAUSE, *(f"  ✗ {title}" for title in failure.same_cause)] if failure.same_cause else []
            yield [f"✗ {failure.title}", *(textwrap.indent(failure.message, "  ").splitlines()), *same]
    others = [title for failure in layout.failures[1:] for title in (failure.title, *failure.same_cause)]
    yield [
        *(f"✗ {title}" for title in others),
        *(f"· {title} ({words.NOT_RUN})" for title in layout.not_run),
        *([f"· {words.more_not_run(layout.untold)}"] if layout.untold else []),
        *(f"✓ {title}" for title in layout.passed),
    ]
    yield [f"{words.NOTE}: {note}" for note in layout.notes]
    yield [layout.footer]
