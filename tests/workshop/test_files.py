"""Atomic writes."""

import errno
import os
from pathlib import Path

import pytest

from workshop.files import is_full, is_read_only, write_atomically


def test_writes_and_makes_folders(tmp_path: Path) -> None:
    target = tmp_path / "a b" / "ü.txt"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert os.listdir(target.parent) == ["ü.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "answer.py"
    write_atomically(target, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(target, b"new")
    assert is_full(caught.value)
    assert not is_read_only(caught.value)
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["answer.py"]


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomically(tmp_path / "atomic", b"")
    assert (tmp_path / "atomic").stat().st_mode == (tmp_path / "plain").stat().st_mode
