"""What `workshop doctor` says: for each subject what is wrong, and how to mend it."""

from collections.abc import Sequence
from pathlib import Path

TITLE = "This machine and the course"
MARKS = {"ok": "✓ ok", "problem": "✗ problem", "note": "· note"}
WELL = "All is well: the course can run here."
MEND = "To mend it:"

PYTHON = "Python 3.11 or newer, the usual build"
PROCESSES = "Processes, which run the checks"
PACKAGES = "Packages, in the versions that the course was tried with"
FOLDER = "The course's folder"
COURSE_FILES = "The course's notebooks"
MARKET = "No other package is called market"
ROOM = "Your room can be written to"
COPIES = "Your notebooks can be read"
DISK = "Free disk space"
LOOPBACK = "Connections inside this machine"
SQLITE = "SQLite 3.35 or newer"
CHROMIUM = "Chromium, for the browser tests alone"

INSTALL = "In the course's folder run `uv sync`, or in an environment of your own `python -m pip install -e .`"
RESTORE = "In the course's folder run `git status` to see what differs, and `git checkout -- FILE` to restore it."


def conclusion(problems: int) -> str:
    """The last line."""
    if not problems:
        return WELL
    return (
        "1 problem. See above how to mend it." if problems == 1 else f"{problems} problems. See above how to mend them."
    )


def python_mend() -> str:
    """For a Python that the course does not run on."""
    return "Install CPython 3.11 or newer, or let uv do it: `uv run --python 3.12 workshop lab`"


FREE_THREADED = "this is a free-threaded build, which the course was not tried with"
NO_PROCESSES = "this platform cannot start processes"
NO_PROCESSES_MEND = "Use Linux, macOS or Windows, or the Binder link of the README."
NO_FORK = (
    "without fork, as on Windows: each check starts a process anew, which takes a few seconds instead of a fraction"
)
FORK = "fork is available"


def packages_found(wrong: Sequence[str], total: int) -> str:
    """Packages that differ from the lock."""
    shown = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
    return f"{len(wrong)} of {total} differ: {shown}"


def package_missing(name: str, wanted: str) -> str:
    """One package that is not installed."""
    return f"{name} {wanted} is missing"


def package_differs(name: str, wanted: str, found: str) -> str:
    """One package of another version."""
    return f"{name} is {found}, not {wanted}"


def separator(folder: Path, character: str) -> str:
    """The folder's path cannot stand in a path list."""
    return f"{folder} has a {character!r} in its path, at which Python splits lists of folders"


SEPARATOR_MEND = "Move or clone the course to a folder without that character."


def market_elsewhere(places: Sequence[str]) -> str:
    """Another `market` is importable."""
    return f"Python finds another market, in {', '.join(places)}: it would be imported instead of the course's"


MARKET_MEND = "Rename or uninstall it, or take its folder off PYTHONPATH."


def little_space(place: Path, megabytes: int) -> str:
    """The disk is nearly full."""
    return f"only {megabytes} MB are free at {place}; a check needs room for a copy of the database"


DISK_MEND = "Free at least 200 MB."
LOOPBACK_MEND = (
    "A firewall or a security tool refuses connections from this machine to itself (127.0.0.1). Allow them for Python."
)
LOCALHOST = "the name localhost does not stand for this machine"
LOCALHOST_MEND = "Add the line `127.0.0.1 localhost` to the hosts file."


def sqlite_old(version: str) -> str:
    """The SQLite that Python was built with is too old."""
    return f"Python's own SQLite is {version}"


CHROMIUM_MISSING = "not found: the browser tests are skipped, all else works"
CHROMIUM_MEND = "Debian and Ubuntu: `apt install chromium`. Elsewhere install Chrome or Chromium as usual."
COPIES_MEND = (
    "Rename it, and run `workshop lab` to get the course's version; what can be saved of yours is in the renamed one."
)


def missing(name: str) -> str:
    """A notebook that the catalogue names is not there."""
    return f"{name} is missing"


def counted(number: int, things: str) -> str:
    """How many were looked at."""
    return f"{number} {things}"
