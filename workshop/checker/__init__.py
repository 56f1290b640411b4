"""The one checker: notebook, command line, nbval and grading make the same call and get the same report."""

from workshop.checker.api import check, shut_down, warm_up
from workshop.checker.report import Isolation, Report, Requirement, Verdict

__all__ = ["Isolation", "Report", "Requirement", "Verdict", "check", "shut_down", "warm_up"]
