"""The learner's copies of the notebooks: made, refreshed, and never overwritten once they were changed."""

from dataclasses import dataclass
from pathlib import Path

from workshop import course
from workshop.files import is_full, is_read_only, write_atomically
from workshop.room.marks import Manifest, Marks, NotANotebookError, marks
from workshop.room.unrun import without_outputs
from workshop.words import room as words

FOLDERS = ("notebooks", "exercises")
SUFFIXES = {".ipynb", ".png", ".svg", ".jpg"}
"""What lies beside the notebooks for authors (the catalogue) has no copy in the room."""
OWN = ".workshop"
"""Folder of the room for what is not the learner's to edit; JupyterLab does not show it."""


class RoomError(Exception):
    """The room cannot be made or used; the message says what to do."""


@dataclass(frozen=True)
class Room:
    """A room that is ready for use."""

    path: Path
    new: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Copies that the learner changed, of which the course has a newer version."""
    damaged: tuple[str, ...] = ()
    """One sentence for each file that should be a notebook and is not."""

    def notes(self) -> list[str]:
        """What the learner should know, one sentence each; nothing where nothing happened to files that were there."""
        return [*map(words.refreshed, self.refreshed), *map(words.kept, self.kept), *self.damaged]


def make_room(path: Path | None = None, *, root: Path | None = None) -> Room:
    """Bring the room up to date with the course.

    Args:
        path: the room; by default `course.room()`.
        root: the course's folder, which holds `notebooks/` and `exercises/`; by default this course's.

    Raises:
        RoomError: the room cannot be written (read-only, full disk), or the course has no notebooks.
    """
    room = path or course.room()
    root = root or course.ROOT
    try:
        _prove_writable(room)
        return _bring_up_to_date(room, root)
    except OSError as error:
        raise RoomError(explain(error, room)) from error


def explain(error: OSError, room: Path) -> str:
    """What an error of the file system means for the room, in the learner's words."""
    if is_full(error):
        return words.disk_full(room)
    if is_read_only(error):
        return words.read_only(room)
    place = Path(error.filename) if isinstance(error.filename, str) else room
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return words.in_the_way(place)
    return words.other_error(place, error)


def _prove_writable(room: Path) -> None:
    """A room that only lacks the right to write would look fine until the first save in JupyterLab."""
    for folder in (OWN, *FOLDERS):
        probe = room / folder / ".writable"
        write_atomically(probe, b"")
        probe.unlink(missing_ok=True)


def _bring_up_to_date(room: Path, root: Path) -> Room:
    manifest = Manifest(room / OWN / "given.json")
    originals, damaged = _originals(root)
    if not originals:
        raise RoomError("\n".join(damaged) or words.no_notebooks(root / FOLDERS[0]))
    writes: dict[str, bytes] = {}
    given: dict[str, Marks] = {}
    new, refreshed, kept = [], [], []
    for name, (data, version) in originals.items():
        mine = _read(room / name)
        if mine is None:
            new.append(name)
        elif mine == data:
            given[name] = version
            continue
        else:
            try:
                own = marks(mine, notebook=name.endswith(".ipynb"))
            except NotANotebookError as error:
                damaged.append(words.copy_damaged(name, str(error)))
                continue
            if not _untouched(own, version, manifest, name):
                if own.cells != version.cells and not manifest.knows(name, version.whole):
                    kept.append(name)
                continue
            # What ran in it is the learner's, even where its cells are not.
            write_atomically(room / OWN / "replaced" / name, mine)
            refreshed.append(name)
        writes[name], given[name] = data, version
    manifest.enter(given)
    for name, data in writes.items():
        write_atomically(room / name, data)
    return Room(room, tuple(new), tuple(refreshed), tuple(kept), tuple(damaged))


def _untouched(own: Marks, version: Marks, manifest: Manifest, name: str) -> bool:
    """Whether a copy that differs from the course's may be replaced: nothing in it was written by the learner."""
    if manifest.knows(name, own.whole):
        return True
    return own.cells != version.cells and manifest.knows(name, own.cells)


def _originals(root: Path) -> tuple[dict[str, tuple[bytes, Marks]], list[str]]:
    """The course's files, as the room gets them, by their name below `root`; a sentence for each that is damaged."""
    found: dict[str, tuple[bytes, Marks]] = {}
    damaged: list[str] = []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            name = file.relative_to(root).as_posix()
            if file.suffix not in SUFFIXES or "/." in name or not file.is_file():
                continue
            data = file.read_bytes()
            notebook = file.suffix == ".ipynb"
            try:
                version = marks(data, notebook=notebook)
                if notebook:
                    data = without_outputs(data)
                    version = marks(data, notebook=True)
                found[name] = (data, version)
            except NotANotebookError as error:
                damaged.append(words.course_damaged(name, str(error)))
    return found, damaged


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
