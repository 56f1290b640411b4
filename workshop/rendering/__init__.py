"""Reports and progress as one display bundle: text/html for notebooks, text/plain for terminals, nbval and git."""

from workshop.rendering.bundle import Bundle, ReportView
from workshop.rendering.progress import ProgressView
from workshop.rendering.report_html import as_html
from workshop.rendering.report_text import as_text

__all__ = ["Bundle", "ProgressView", "ReportView", "as_html", "as_text"]
