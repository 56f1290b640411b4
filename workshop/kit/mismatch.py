"""The one failure of a hidden test: what was sent, expected and got, what it means, where to look."""

import textwrap

from workshop.kit import words

WIDTH = 100
"""Characters of a line."""
LINES = 2
"""Lines of a part, at most."""

_LABEL = max(len(label) for label in (words.SENT, words.EXPECTED, words.GOT, words.MEANING, words.LOOK_AT)) + 2


class Mismatch(AssertionError):
    """A requirement is not met. Its text is the parts that apply, each under its label."""

    def __init__(
        self,
        *,
        sent: str | None = None,
        expected: str | None = None,
        got: str | None = None,
        meaning: str | None = None,
        look_at: str | None = None,
    ) -> None:
        """Args: the five parts, in the order in which they are shown; None leaves a part out."""
        parts = {
            words.SENT: sent,
            words.EXPECTED: expected,
            words.GOT: got,
            words.MEANING: meaning,
            words.LOOK_AT: look_at,
        }
        super().__init__("\n".join(_part(label, text) for label, text in parts.items() if text is not None))


def _part(label: str, text: str) -> str:
    """A label and its text, wrapped below itself, cut after `LINES` lines."""
    lines = textwrap.wrap(text, WIDTH - _LABEL, max_lines=LINES, placeholder=" …", break_on_hyphens=False) or [""]
    indented = [lines[0], *(" " * _LABEL + line for line in lines[1:])]
    return f"{label:<{_LABEL}}" + "\n".join(indented)
