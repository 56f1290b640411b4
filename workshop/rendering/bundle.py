"""Objects that a notebook shows by their bundle of text/html and text/plain."""

from collections.abc import Sequence

from workshop.checker.report import Report
from workshop.rendering.report_html import as_html
from workshop.rendering.report_text import as_text


class Bundle:
    """One output in two forms that say the same."""

    def __init__(self, html: str, text: str) -> None:
        """Args: both forms."""
        self.html = html
        self.text = text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        """The plain form: what a plain Python prompt shows."""
        return self.text


class ReportView(Bundle):
    """A report for the learner's eyes."""

    def __init__(self, report: Report, notes: Sequence[str] = ()) -> None:
        """Args: the report, and what is to be said beside the report's own notes."""
        super().__init__(as_html(report, notes), as_text(report, notes))
        self.report = report
