"""Answers survive: no kill, no full disk and no second save loses one."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from learner import exercise

from workshop import answers
from workshop.answers import AnswerError

SCHEMAS = exercise("product-schemas", module="schemas/products.py")


@pytest.mark.parametrize(
    ("kind", "module", "expected"),
    [
        ("module", "schemas/products.py", "answers/x/market/schemas/products.py"),
        ("tests", None, "answers/x/test_answer.py"),
        ("quiz", None, "answers/x/answer.txt"),
        ("text", None, "answers/x/answer.md"),
    ],
)
def test_each_kind_has_its_file(room: Path, kind: str, module: str | None, expected: str) -> None:
    assert answers.path_of(exercise("x", kind, module=module)) == room / expected


def test_what_is_saved_is_loaded_byte_for_byte(room: Path) -> None:
    source = "name = 'Käse 🧀'\r\n\n# no line end at the end"
    path = answers.save(SCHEMAS, source)
    assert answers.load(SCHEMAS) == source
    assert path.read_bytes() == source.encode("utf-8")


def test_without_an_answer_there_is_none(room: Path) -> None:
    assert answers.load(SCHEMAS) is None
    assert answers.backup(SCHEMAS) is None
    assert answers.reset(SCHEMAS) is None


def test_no_init_file_is_ever_made(room: Path) -> None:
    """One would stop the stages from layering."""
    answers.save(SCHEMAS, "x = 1\n")
    assert [path.name for path in (room / "answers").rglob("*.py")] == ["products.py"]


@pytest.mark.parametrize(
    ("code", "phrase"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be written to"), (errno.EIO, "not saved")],
)
def test_a_failure_says_what_to_do_and_leaves_the_older_answer(
    room: Path, monkeypatch: pytest.MonkeyPatch, code: int, phrase: str
) -> None:
    answers.save(SCHEMAS, "older\n")

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(AnswerError, match=phrase) as caught:
            answers.save(SCHEMAS, "newer\n")
    assert "still in the notebook" in str(caught.value)
    assert answers.load(SCHEMAS) == "older\n"
    assert [path.name for path in answers.path_of(SCHEMAS).parent.iterdir()] == ["products.py"]


def test_a_file_where_the_room_should_be_is_said(room: Path) -> None:
    room.parent.mkdir(parents=True)
    room.write_text("not a folder", encoding="utf-8")
    with pytest.raises(AnswerError, match="still in the notebook"):
        answers.save(SCHEMAS, "x = 1\n")
    assert answers.load(SCHEMAS) is None


def test_half_a_character_is_said_with_its_line(room: Path) -> None:
    with pytest.raises(AnswerError, match="line 2"):
        answers.save(SCHEMAS, "x = 1\ny = '\ud800'\n")


def test_an_answer_of_another_encoding_is_said(room: Path) -> None:
    path = answers.save(SCHEMAS, "x = 1\n")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(AnswerError, match="UTF-8"):
        answers.load(SCHEMAS)


def test_reset_keeps_every_older_answer(room: Path) -> None:
    copies = []
    for number in range(3):  # within one second: the names may not collide
        answers.save(SCHEMAS, f"x = {number}\n")
        copies.append(answers.reset(SCHEMAS))
    assert answers.load(SCHEMAS) is None
    assert [copy.read_text(encoding="utf-8") for copy in copies if copy] == ["x = 0\n", "x = 1\n", "x = 2\n"]
    assert len(set(copies)) == 3


@pytest.mark.parametrize("moment", ["fsync", "rename"])
def test_a_kill_while_saving_leaves_the_older_answer_whole(room: Path, moment: str) -> None:
    """Killed with the new text written but not safe yet, and again right before it takes the older one's place."""
    killer = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from learner import exercise
from workshop import answers
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "fsync":
    os.fsync = die
else:
    sys.addaudithook(lambda event, _: die() if event == "os.rename" else None)
answers.save(exercise("product-schemas", module="schemas/products.py"), "newer\\n" * 10_000)
"""
    answers.save(SCHEMAS, "older\n")
    ended = subprocess.run([sys.executable, "-c", killer, str(Path(__file__).parent), moment], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert answers.load(SCHEMAS) == "older\n"
    answers.save(SCHEMAS, "newer\n")
    assert answers.load(SCHEMAS) == "newer\n"
