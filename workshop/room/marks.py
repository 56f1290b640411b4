"""Telling an untouched copy of a notebook from one that the learner changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.files import write_atomically
from workshop.words import room as words


class NotANotebookError(ValueError):
    """The file is not a notebook; the message says why, as half a sentence."""


@dataclass(frozen=True)
class Marks:
    """Two fingerprints of one file."""

    whole: str
    """Of every byte."""
    cells: str
    """Of the cells' sources alone: the same after the notebook was run."""


def marks(data: bytes, *, notebook: bool) -> Marks:
    """Fingerprints of a file; one that is not a notebook has no cells, only bytes.

    Raises:
        NotANotebookError: it should be a notebook, and is not.
    """
    whole = "whole:" + hashlib.sha256(data).hexdigest()
    if not notebook:
        return Marks(whole, whole)
    sources = json.dumps(_sources(data)).encode()
    return Marks(whole, "cells:" + hashlib.sha256(sources).hexdigest())


def _sources(data: bytes) -> list[list[str]]:
    try:
        content = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotANotebookError(words.NOT_TEXT) from None
    except json.JSONDecodeError as error:
        raise NotANotebookError(words.not_json(error.lineno, error.colno)) from None
    try:
        return [[cell["cell_type"], "".join(cell["source"])] for cell in content["cells"]]
    except (KeyError, TypeError):
        raise NotANotebookError(words.NO_CELLS) from None


class Manifest:
    """Which versions of its notebooks the course has given to a room, over time.

    A version is entered before its file is written, and never taken out: after a kill between the two, the older file
    still counts as untouched.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._given = _read(path)

    def knows(self, name: str, mark: str) -> bool:
        """Whether a file with this fingerprint is the course's, not the learner's."""
        return mark in self._given.get(name, [])

    def enter(self, given: Mapping[str, Marks]) -> None:
        """Enter versions by the name of their file.

        Raises:
            OSError: the manifest cannot be written.
        """
        merged = {name: list(known) for name, known in self._given.items()}
        for name, version in given.items():
            known = merged.setdefault(name, [])
            known += [mark for mark in sorted({version.whole, version.cells}) if mark not in known]
        if merged != self._given:
            text = json.dumps(merged, indent=1, sort_keys=True) + "\n"
            write_atomically(self._path, text.encode())
            self._given = merged


def _read(path: Path) -> dict[str, list[str]]:
    """A missing or damaged manifest knows nothing: then every file that differs from the course's is the learner's."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): [str(mark) for mark in known] for name, known in content.items()}
    except (FileNotFoundError, ValueError, AttributeError, TypeError):
        return {}
