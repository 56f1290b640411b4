"""The learner's answers, as files in the room: saved so that no kill and no full disk loses one.

`work/answers/<exercise id>/market/<module>` is a folder to put in front of a stage's path. What is put aside goes to
`work/backups/<exercise id>/`, which is never on any path.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from workshop import course
from workshop.catalog import Exercise
from workshop.files import is_full, is_read_only, write_atomically
from workshop.words import answers as words


class AnswerError(OSError):
    """An answer could not be kept or read; the message says why and what to do."""


def folder_of(exercise: Exercise) -> Path:
    """The folder that goes in front of a stage's path. It need not exist."""
    return course.room() / "answers" / exercise.id


def path_of(exercise: Exercise) -> Path:
    """Where the answer to an exercise is kept. The file need not exist."""
    match exercise.kind:
        case "module":
            assert exercise.module is not None  # the catalogue's validator says so
            return folder_of(exercise) / "market" / exercise.module
        case "tests":
            return folder_of(exercise) / "test_answer.py"
        case "quiz":
            return folder_of(exercise) / "answer.txt"
        case "text":
            return folder_of(exercise) / "answer.md"


def save(exercise: Exercise, source: str) -> Path:
    """Keep an answer: after a kill at any moment, either the older or this one is there, whole.

    Returns:
        The file.

    Raises:
        AnswerError: it could not be written; the older answer is as it was.
    """
    path = path_of(exercise)
    try:
        write_atomically(path, source.encode("utf-8"))
    except UnicodeEncodeError as error:
        line = source.count("\n", 0, error.start) + 1
        raise AnswerError(words.NOT_TEXT.format(line=line)) from error
    except OSError as error:
        raise AnswerError(_explain(error, path)) from error
    return path


def load(exercise: Exercise) -> str | None:
    """The saved answer; None if there is none.

    Raises:
        AnswerError: there is one, and it cannot be read.
    """
    path = path_of(exercise)
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise AnswerError(words.NOT_UTF8.format(path=path)) from error
    except OSError as error:
        raise AnswerError(words.UNREADABLE.format(path=path, reason=error.strerror)) from error


def backup(exercise: Exercise) -> Path | None:
    """Copy the saved answer to a new file whose name has the time; no older backup is ever overwritten.

    Returns:
        The copy; None if there is no answer.

    Raises:
        AnswerError: it could not be written.
    """
    path = path_of(exercise)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise AnswerError(words.UNREADABLE.format(path=path, reason=error.strerror)) from error
    for copy in _new_names(exercise, path):
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.touch(exist_ok=False)  # the name is ours from here on, whoever else makes a backup in this second
            write_atomically(copy, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise AnswerError(_explain(error, copy)) from error
        return copy
    raise AssertionError("the names are endless")


def reset(exercise: Exercise) -> Path | None:
    """Put the saved answer aside, so that there is none.

    Returns:
        The backup; None if there was no answer.

    Raises:
        AnswerError: it could not be backed up or removed; the answer is as it was.
    """
    copy = backup(exercise)
    if copy is None:
        return None
    try:
        path_of(exercise).unlink(missing_ok=True)
    except OSError as error:
        raise AnswerError(_explain(error, path_of(exercise))) from error
    return copy


def _new_names(exercise: Exercise, path: Path) -> Iterator[Path]:
    """Names for a backup: the time in UTC, and a number where that is taken."""
    folder = course.room() / "backups" / exercise.id
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    yield folder / f"{path.stem}-{stamp}{path.suffix}"
    for number in count(2):
        yield folder / f"{path.stem}-{stamp}-{number}{path.suffix}"


def _explain(error: OSError, path: Path) -> str:
    """What to do about it, in the learner's words."""
    if is_full(error):
        return words.DISK_FULL.format(path=path)
    if is_read_only(error):
        return words.READ_ONLY.format(path=path)
    return words.NOT_SAVED.format(path=path, reason=error.strerror or error)
