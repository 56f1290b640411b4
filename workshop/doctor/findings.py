"""What the doctor found, and how it is shown."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.markup import escape
from rich.table import Table

from workshop.words import doctor as words

Status = Literal["ok", "problem", "note"]


@dataclass(frozen=True)
class Finding:
    """One subject that was looked at."""

    subject: str
    status: Status = "ok"
    found: str = ""
    """What is so on this machine; shown in a notebook only for a problem, so that its output is the same everywhere."""
    mend: str = ""
    everywhere: bool = field(default=True, kw_only=True)
    """False for what a learner need not have: the notebook's table leaves it out."""


@dataclass(frozen=True)
class Examination:
    """All findings; a notebook shows it as a table."""

    findings: Sequence[Finding]

    @property
    def problems(self) -> list[Finding]:
        """What is wrong."""
        return [finding for finding in self.findings if finding.status == "problem"]

    @property
    def well(self) -> bool:
        """Whether the course can run here."""
        return not self.problems

    @property
    def conclusion(self) -> str:
        """One line."""
        return words.conclusion(len(self.problems))

    def detailed(self) -> Table:
        """A table for the terminal, with what was found on this machine and the notes."""
        table = Table("", "", "", title=words.TITLE, title_justify="left", show_header=False, show_lines=True)
        for finding in self.findings:
            details = finding.found + (f"\n{words.MEND} {finding.mend}" if finding.mend else "")
            # Escaped: a path may hold what rich would take for markup.
            table.add_row(words.MARKS[finding.status], finding.subject, escape(details))
        return table

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self._text(), "text/html": self._html()}

    def __str__(self) -> str:
        return self._text()

    def _shown(self) -> list[tuple[str, str, str]]:
        """Rows for the notebook: mark, subject, and for a problem what is wrong and how to mend it."""
        rows = []
        for finding in self.findings:
            if finding.everywhere:
                wrong = finding.status == "problem"
                mark = words.MARKS["problem" if wrong else "ok"]
                rows.append((mark, finding.subject, f"{finding.found}. {words.MEND} {finding.mend}" if wrong else ""))
        return rows

    def _text(self) -> str:
        width = max(len(mark) for mark in words.MARKS.values())
        lines = [f"{mark:{width}}  {subject}{': ' if more else ''}{more}" for mark, subject, more in self._shown()]
        return "\n".join([*lines, self.conclusion])

    def _html(self) -> str:
        cell = "text-align:left;vertical-align:top"
        rows = "".join(
            "<tr>" + "".join(f'<td style="{cell}">{html.escape(text)}</td>' for text in row) + "</tr>"
            for row in self._shown()
        )
        return (
            f'<table style="text-align:left"><caption style="text-align:left">{html.escape(words.TITLE)}</caption>'
            f"<tbody>{rows}</tbody></table><p>{html.escape(self.conclusion)}</p>"
        )
