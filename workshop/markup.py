"""The catalogue's and the quizzes' Markdown as html."""

import functools

from markdown_it import MarkdownIt


def html(markdown: str) -> str:
    """Paragraphs, lists, code. Html in the text is shown, not obeyed."""
    return str(_parser().render(markdown)).strip()


def inline(markdown: str) -> str:
    """The same for a text within a line: no paragraph around it."""
    return str(_parser().renderInline(markdown)).strip()


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
