"""Reading the answer that is to be checked from a file: a Python module, or a notebook that holds it in a cell."""

import json
from pathlib import Path

from workshop.starters import split_cell
from workshop.words import cli as words
from workshop.words import room as room_words


class AnswerFileError(Exception):
    """The file cannot be used as an answer; the message says why."""


def read_answer(path: Path, exercise_id: str) -> str:
    """The source of an answer.

    Args:
        path: a text file, or a notebook (`.ipynb`), whose cell `%%exercise ID` is taken.
        exercise_id: the exercise that it answers.

    Raises:
        AnswerFileError: the file is missing, not text, no notebook, or has no such cell.
    """
    text = _read(path)
    return _cell(text, path, exercise_id) if path.suffix == ".ipynb" else text


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise AnswerFileError(words.no_such_file(path)) from None
    except IsADirectoryError:
        raise AnswerFileError(words.not_a_file(path)) from None
    except OSError as error:
        raise AnswerFileError(words.unreadable(path, error.strerror or str(error))) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswerFileError(words.not_utf8(path, data.count(b"\n", 0, error.start) + 1)) from None


def _cell(text: str, path: Path, exercise_id: str) -> str:
    try:
        sources = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    except json.JSONDecodeError as error:
        raise AnswerFileError(words.not_a_notebook(path, room_words.not_json(error.lineno, error.colno))) from None
    except (LookupError, TypeError):
        raise AnswerFileError(words.not_a_notebook(path, room_words.NO_CELLS)) from None
    found = [body for name, body in filter(None, map(split_cell, sources)) if name == exercise_id]
    if not found:
        raise AnswerFileError(words.no_such_cell(path, exercise_id))
    return found[-1]
