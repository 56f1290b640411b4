"""Code and diffs as HTML that is right in light and dark, trusted and untrusted.

No colour of text or background: none has enough contrast on both. Weight and slant tell keywords, names and comments
apart; a border's colour tells added from removed, beside the sign that says the same.
"""

import html
from collections.abc import Mapping

from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]
from pygments.style import Style  # type: ignore[import-untyped]
from pygments.token import Comment, Keyword, Name, Operator, String  # type: ignore[import-untyped]

PRE = 'style="line-height:1.4;text-align:left;overflow-x:auto"'
NEWLINE = "\n"
SIDE = {"+": "#2e9e5b", "-": "#c9503c"}


class _Plain(Style):  # type: ignore[misc]
    """Bold and italic alone."""

    styles = {  # noqa: RUF012 - pygments reads it as it is
        Keyword: "bold",
        Operator.Word: "bold",
        Name.Function: "bold",
        Name.Class: "bold",
        Comment: "italic",
        String.Doc: "italic",
    }


def code(text: str, first: int = 1) -> str:
    """Python source with line numbers that begin at `first`."""
    formatter = HtmlFormatter(style=_Plain, noclasses=True, nobackground=True, nowrap=True)
    # stripnl would take away empty first lines, and with them the truth of the numbers.
    lines = str(highlight(text, PythonLexer(stripnl=False, ensurenl=False), formatter)).splitlines()
    width = len(str(first + len(lines)))
    rows = (f"{number:>{width}}  {line}" for number, line in enumerate(lines, first))
    return f"<pre {PRE}>" + "\n".join(rows) + "</pre>"


def folded(parts: Mapping[str, str]) -> str:
    """Diffs, each under its name, that fold away; the first is open."""
    return "".join(
        f"<details{'' if index else ' open'}><summary><code>{html.escape(name)}</code> {_size(text)}</summary>"
        f"<pre {PRE}>{NEWLINE.join(map(_line, text.splitlines()))}</pre></details>"
        for index, (name, text) in enumerate(parts.items())
    )


def _size(text: str) -> str:
    lines = text.splitlines()[2:]
    return f"+{sum(line.startswith('+') for line in lines)} -{sum(line.startswith('-') for line in lines)}"


def _line(line: str) -> str:
    colour = SIDE.get(line[:1], "transparent")
    return f'<span style="border-left:4px solid {colour};padding-left:6px">{html.escape(line)}</span>'
