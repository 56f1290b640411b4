"""What is wrong with this machine, and how to mend it: `workshop doctor`, or `workshop.doctor.run()` in a cell."""

from workshop.doctor import course_parts, machine
from workshop.doctor.findings import Examination, Finding

__all__ = ["Examination", "Finding", "run"]

_CHECKS = (
    machine.python,
    machine.processes,
    course_parts.packages,
    course_parts.folder,
    course_parts.course_files,
    course_parts.market,
    course_parts.room,
    course_parts.copies,
    machine.disk,
    machine.loopback,
    machine.sqlite,
    machine.chromium,
)


def run() -> Examination:
    """Look at everything once. A notebook shows a table, the same on every machine where all is well."""
    return Examination([check() for check in _CHECKS])
