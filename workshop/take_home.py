"""The learner's work as one zip: to carry it from a machine that forgets, such as Binder's."""

import base64
import html
import io
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from workshop import course
from workshop.files import write_atomically
from workshop.words import take_home as words

LINK_LIMIT = 8_000_000
"""Bytes. A link holds the whole zip, in the output and so in the notebook."""

_CACHES = {"__pycache__", ".ipynb_checkpoints", ".virtual_documents", ".pytest_cache", "jupyter", "stages"}
"""Folders that can be made again: byte code, checkpoints, JupyterLab's window layout, databases of served stages."""

_LEFT_OUT = re.compile(r".*\.part|.*\.sqlite-(wal|shm|journal)|" + re.escape(words.FILE))
_LINK = re.compile(rb"data:application/zip;base64,[A-Za-z0-9+/=]+")


@dataclass(frozen=True)
class Parcel:
    """The zip. As the last value of a cell it displays as a link that holds it, which works without a server too."""

    data: bytes
    files: int
    kept: bool
    """Whether it was also written into the room."""
    reason: str = ""

    def __repr__(self) -> str:
        """What it holds, and how to get it."""
        return "\n".join(self._sentences())

    def _repr_html_(self) -> str:
        """The same, with the link."""
        lines = [html.escape(sentence) for sentence in self._sentences()]
        if self.files and len(self.data) <= LINK_LIMIT:
            target = f"data:application/zip;base64,{base64.b64encode(self.data).decode('ascii')}"
            lines.insert(0, f'<a download="{words.FILE}" href="{target}">{words.LINK.format(file=words.FILE)}</a>')
        return "<p>" + "<br>".join(lines) + "</p>"

    def _sentences(self) -> list[str]:
        if not self.files:
            return [words.NOTHING]
        where = words.IN_THE_ROOM if self.kept else words.NOT_IN_THE_ROOM
        if len(self.data) > LINK_LIMIT and self.kept:
            where = words.ONLY_A_FILE
        summary = words.SUMMARY.format(file=words.FILE, files=self.files, kilobytes=-(-len(self.data) // 1000))
        return [summary, where.format(file=words.FILE, reason=self.reason), words.UNPACK]


def take_home(room: Path | None = None) -> Parcel:
    """Pack the room's notebooks, answers and progress, without caches, and lay the zip into the room.

    Args:
        room: by default the learner's. Without one, or with an empty one, the parcel is empty.

    Raises:
        OSError: a file of the room cannot be read.
    """
    room = room or course.room()
    files = [file for file in sorted(room.rglob("*")) if file.is_file() and _belongs(file.relative_to(room))]
    if not files:
        return Parcel(b"", 0, kept=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.relative_to(room).as_posix(), _content(file))
    data = buffer.getvalue()
    try:
        write_atomically(room / words.FILE, data)
    except OSError as error:
        return Parcel(data, len(files), kept=False, reason=error.strerror or str(error))
    return Parcel(data, len(files), kept=True)


def _belongs(file: Path) -> bool:
    return not _CACHES & set(file.parts[:-1]) and not _LEFT_OUT.fullmatch(file.name)


def _content(file: Path) -> bytes:
    if file.suffix == ".sqlite":
        # Another kernel may be writing: ask SQLite for a whole copy.
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            try:
                return connection.serialize()
            except sqlite3.DatabaseError:
                return file.read_bytes()
    content = file.read_bytes()
    # A notebook holds the link of the last time, else each zip would hold the one before.
    return _LINK.sub(b"#", content) if file.suffix == ".ipynb" else content
