"""Taking the work home."""

import base64
import io
import json
import os
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from workshop import take_home as module
from workshop.take_home import take_home
from workshop.words import take_home as words


@pytest.fixture
def room(tmp_path: Path) -> Path:
    room = tmp_path / "a róom"
    for name in (
        "notebooks/00_start_here.ipynb",
        "answers/hello-health/market/routers/health.py",
        ".workshop/given.json",
        ".workshop/jupyter/settings/theme",
        "notebooks/.ipynb_checkpoints/00_start_here-checkpoint.ipynb",
        "answers/hello-health/market/__pycache__/x.pyc",
        ".take-home.zip.1234.part",
    ):
        file = room / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}", encoding="utf-8")
    with closing(sqlite3.connect(room / "progress.sqlite")) as connection:
        connection.execute("CREATE TABLE attempts (id INTEGER)")
        connection.execute("INSERT INTO attempts VALUES (7)")
        connection.commit()
    return room


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_the_work_and_no_caches(room):
    assert set(unpack(take_home(room).data)) == {
        "notebooks/00_start_here.ipynb",
        "answers/hello-health/market/routers/health.py",
        ".workshop/given.json",
        "progress.sqlite",
    }


def test_the_progress_file_is_whole_while_another_kernel_writes(room, tmp_path):
    with closing(sqlite3.connect(room / "progress.sqlite")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO attempts VALUES (8)")
        copy = tmp_path / "copy.sqlite"
        copy.write_bytes(unpack(take_home(room).data)["progress.sqlite"])
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id FROM attempts").fetchall() == [(7,)]


def test_the_link_holds_the_same_zip_and_names_it(room):
    parcel = take_home(room)
    link = re.search(r'<a download="take-home.zip" href="data:application/zip;base64,([^"]+)">', parcel._repr_html_())
    assert link is not None
    assert base64.b64decode(link[1]) == parcel.data


def test_the_zip_lies_in_the_room_and_not_in_the_next_zip(room):
    first = take_home(room)
    assert (room / "take-home.zip").read_bytes() == first.data
    assert "take-home.zip" not in unpack(take_home(room).data)


def test_the_link_that_a_notebook_keeps_is_not_packed_again(room):
    notebook = room / "notebooks" / "00_start_here.ipynb"
    notebook.write_text(json.dumps({"output": take_home(room)._repr_html_()}), encoding="utf-8")
    packed = unpack(take_home(room).data)["notebooks/00_start_here.ipynb"]
    assert b"base64" not in packed
    assert set(json.loads(packed)) == {"output"}


def test_a_file_that_cannot_be_written_leaves_the_link(room, monkeypatch):
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_atomically", full)
    parcel = take_home(room)
    assert "base64" in parcel._repr_html_()
    assert "No space left on device" in repr(parcel)


def test_a_big_zip_has_no_link(room):
    (room / "answers" / "big").write_bytes(os.urandom(module.LINK_LIMIT + 1))
    parcel = take_home(room)
    assert "base64" not in parcel._repr_html_()
    assert words.ONLY_A_FILE.format(file=words.FILE) in repr(parcel)


def test_no_room_is_said_so_and_none_is_made(tmp_path):
    parcel = take_home(tmp_path / "none")
    assert repr(parcel) == words.NOTHING
    assert words.NOTHING in parcel._repr_html_()
    assert "href" not in parcel._repr_html_()
    assert not (tmp_path / "none").exists()
