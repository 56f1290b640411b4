"""What the course needs of itself: its packages, its folder, its notebooks, its name, the learner's room."""

import json
import os
import sys
from collections.abc import Iterable
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

from packaging.requirements import Requirement

from workshop import course
from workshop.catalog import CatalogError, catalog
from workshop.doctor.findings import Finding
from workshop.files import write_atomically
from workshop.room import OWN, explain
from workshop.words import doctor as words
from workshop.words import room as room_words

LOCK = course.ROOT / "binder" / "requirements.txt"


def packages() -> Finding:
    """What is installed, against the lock."""
    try:
        wanted = [Requirement(line) for line in _lines(LOCK)]
    except OSError as error:
        return Finding(words.PACKAGES, "problem", str(error), words.RESTORE)
    due = [each for each in wanted if each.marker is None or each.marker.evaluate()]
    wrong = [complaint for complaint in map(_complaint, due) if complaint]
    if wrong:
        return Finding(words.PACKAGES, "problem", words.packages_found(wrong, len(due)), words.INSTALL)
    return Finding(words.PACKAGES, found=words.counted(len(due), "packages"))


def _lines(lock: Path) -> list[str]:
    lines = (line.split("#", 1)[0].strip() for line in lock.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def _complaint(wanted: Requirement) -> str:
    version = str(wanted.specifier).removeprefix("==")
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return words.package_missing(wanted.name, version)
    return "" if wanted.specifier.contains(found) else words.package_differs(wanted.name, version, found)


def folder() -> Finding:
    """A path that can stand in PYTHONPATH."""
    for place in (course.ROOT, course.room()):
        if os.pathsep in str(place):
            return Finding(words.FOLDER, "problem", words.separator(place, os.pathsep), words.SEPARATOR_MEND)
    return Finding(words.FOLDER, found=str(course.ROOT))


def course_files() -> Finding:
    """The catalogue and the notebooks of every lesson that is ready."""
    try:
        lessons = [f"{lesson.id}.ipynb" for lesson in catalog().lesson if lesson.status == "ready"]
    except CatalogError as error:
        return Finding(words.COURSE_FILES, "problem", str(error), words.RESTORE)
    files = [folder / name for name in lessons for folder in (course.NOTEBOOKS, course.EXERCISES)]
    broken = _broken(files)
    if broken:
        return Finding(words.COURSE_FILES, "problem", "; ".join(broken), words.RESTORE)
    return Finding(words.COURSE_FILES, found=words.counted(len(files), "notebooks"))


def market() -> Finding:
    """Nothing outside the course must answer to `import market`."""
    spec = PathFinder.find_spec("market", sys.path)
    places: list[str] = []
    if spec is not None:
        found = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
        ours = (course.SOLUTIONS, course.room())
        places = [place for place in found if not any(Path(place).resolve().is_relative_to(own) for own in ours)]
    if places:
        return Finding(words.MARKET, "problem", words.market_elsewhere(places), words.MARKET_MEND)
    return Finding(words.MARKET)


def room() -> Finding:
    """The learner's room can be written to."""
    place = course.room()
    probe = place / OWN / ".writable"
    try:
        write_atomically(probe, b"")
        probe.unlink(missing_ok=True)
    except OSError as error:
        return Finding(words.ROOM, "problem", f"{place}: {error.strerror or error}", explain(error, place))
    return Finding(words.ROOM, found=str(place))


def copies() -> Finding:
    """The learner's notebooks are notebooks."""
    place = course.room()
    files = [file for name in ("notebooks", "exercises") for file in sorted((place / name).glob("*.ipynb"))]
    broken = _broken(files)
    if broken:
        return Finding(words.COPIES, "problem", "; ".join(broken), words.COPIES_MEND)
    return Finding(words.COPIES, found=words.counted(len(files), "notebooks"))


def _broken(notebooks: Iterable[Path]) -> list[str]:
    """One half-sentence for each file that is not a notebook."""
    found = []
    for file in notebooks:
        try:
            json.loads(file.read_text(encoding="utf-8"))["cells"]
        except FileNotFoundError:
            found.append(words.missing(_name(file)))
        except OSError as error:
            found.append(f"{_name(file)}: {error.strerror}")
        except json.JSONDecodeError as error:
            found.append(f"{_name(file)}: {room_words.not_json(error.lineno, error.colno)}")
        except UnicodeDecodeError:
            found.append(f"{_name(file)}: {room_words.NOT_TEXT}")
        except (LookupError, TypeError):
            found.append(f"{_name(file)}: {room_words.NO_CELLS}")
    return found


def _name(notebook: Path) -> str:
    """`notebooks/00_start_here.ipynb`."""
    return f"{notebook.parent.name}/{notebook.name}"
