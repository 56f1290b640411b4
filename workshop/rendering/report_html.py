"""A report as html that is right in light and dark, trusted and untrusted.

An untrusted notebook drops `<style>`, `role` and every `var(--…)`; a fixed text or background colour is unreadable in
one of the themes. So a word and a symbol carry the meaning, and only the border has a colour.
"""

from collections.abc import Iterator, Sequence
from html import escape

from workshop.checker.report import Report, Verdict
from workshop.rendering.layout import Failure, Layout, lay_out
from workshop.words import report as words

_GREEN, _AMBER, _GREY = "#3f9b4c", "#c77c11", "#808080"
_PRE = '<pre style="white-space: pre-wrap; text-align: left; margin: 4px 0px 8px 20px">'


def as_html(report: Report, notes: Sequence[str] = ()) -> str:
    """The report as html; arguments as `as_text`."""
    layout = lay_out(report, notes)
    return card("\n".join(_parts(layout)), _border(layout.verdict))


def brief_html(report: Report, notes: Sequence[str] = ()) -> str:
    """The report without its requirements, for a place that shows those itself."""
    layout = lay_out(report, notes)
    parts = [
        f"<p><strong>{lines(layout.headline)}</strong></p>",
        *(_lead(sentence) for sentence in layout.lead),
        *(paragraph(f"{words.NOTE}: {note}") for note in layout.notes),
    ]
    return card("\n".join(parts), _border(layout.verdict))


def card(content: str, border: str = _GREY) -> str:
    """Content with a coloured bar at its left."""
    return f'<div style="border-left: 4px solid {border}; padding-left: 12px; text-align: left">\n{content}\n</div>'


def paragraph(text: str) -> str:
    """Text, escaped, its line ends kept."""
    return f"<p>{lines(text)}</p>"


def lines(text: str) -> str:
    """Text, escaped, its line ends kept."""
    return escape(text).replace("\n", "<br>")


def preformatted(text: str) -> str:
    """Text in the code font, wrapped where it is too long."""
    return f"{_PRE}{escape(text)}</pre>"


def _border(verdict: Verdict) -> str:
    if verdict is Verdict.PASS:
        return _GREEN
    return _GREY if verdict is Verdict.COURSE_FAULT else _AMBER


def _parts(layout: Layout) -> Iterator[str]:
    yield f"<p><strong>{lines(layout.headline)}</strong></p>"
    yield from (_lead(sentence) for sentence in layout.lead)
    if layout.failures:
        yield _first(layout.failures[0])
        yield from (_other(failure) for failure in layout.failures[1:])
    if layout.not_run:
        yield _details(f"· {words.not_run(len(layout.not_run))}", [f"· {title}" for title in layout.not_run])
    if layout.untold:
        yield paragraph(f"· {words.more_not_run(layout.untold)}")
    if layout.passed:
        held = [f"✓ {title}" for title in layout.passed]
        unfolded = layout.verdict is Verdict.PASS
        yield paragraph("\n".join(held)) if unfolded else _details(layout.passed_summary, held)
    yield from (paragraph(f"{words.NOTE}: {note}") for note in layout.notes)
    yield f"<p><small>{lines(layout.footer)}</small></p>"


def _lead(sentence: str) -> str:
    """A sentence; where it goes on with indented lines (code and a caret below it), those keep their columns."""
    head, end, rest = sentence.partition("\n")
    return paragraph(head) + (preformatted(rest) if end else "")


def _first(failure: Failure) -> str:
    shown = (
        f"<p><strong>✗ {lines(failure.title)}</strong></p>{preformatted(failure.message) if failure.message else ''}"
    )
    if failure.same_cause:
        shown += paragraph("\n".join([words.SAME_CAUSE, *(f"✗ {title}" for title in failure.same_cause)]))
    return shown


def _other(failure: Failure) -> str:
    also = [f"✗ {title}" for title in failure.same_cause]
    if not failure.message and not also:
        return paragraph(f"✗ {failure.title}")
    body = preformatted("\n".join([failure.message, *([words.SAME_CAUSE, *also] if also else [])]))
    return f"<details><summary>✗ {lines(failure.title)}</summary>{body}</details>"


def _details(summary: str, rows: list[str]) -> str:
    return f"<details><summary>{lines(summary)}</summary>{paragraph(chr(10).join(rows))}</details>"
