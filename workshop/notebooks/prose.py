"""The length of paragraphs."""

import math
import re
from collections.abc import Iterator

COLUMNS = 110
"""Characters in a line of text, about what a notebook shows on a laptop."""

LINES = 4

# What is not running text: code between fences, tables, headings, HTML.
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_APART = re.compile(r"^\s*(\||#|<)")
_ITEM = re.compile(r"^\s*([-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\]\([^)]*\)")


def long_paragraphs(markdown: str) -> Iterator[str]:
    """The beginnings of the paragraphs, and items of lists, that take more than four lines on a screen."""
    for paragraph in _paragraphs(_FENCED.sub("", markdown)):
        shown = _LINK.sub("]", paragraph)
        if math.ceil(len(shown) / COLUMNS) > LINES:
            yield paragraph[:40]


def _paragraphs(markdown: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        ends = not line.strip() or _APART.match(line) or _ITEM.match(line)
        if ends and lines:
            yield " ".join(lines)
            lines = []
        if line.strip() and not _APART.match(line):
            lines.append(line.strip())
