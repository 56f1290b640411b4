"""The learner's room: what is theirs is never overwritten, the rest follows the course."""

import errno
import json
from pathlib import Path

import pytest

from workshop import files
from workshop.room import OWN, RoomError, make_room
from workshop.room.marks import marks

LESSON = "notebooks/00_start_here.ipynb"
EXERCISE = "exercises/02_routes.ipynb"


def notebook(*sources: str, outputs: tuple[str, ...] = ()) -> str:
    cells = [
        {
            "cell_type": "code",
            "id": f"c{number}",
            "metadata": {},
            "execution_count": 1 if outputs else None,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": text} for text in outputs],
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course of two notebooks."""
    folder = tmp_path / "the coürse"
    put(folder / LESSON, notebook("1 + 1"))
    put(folder / EXERCISE, notebook("%%exercise product-schemas\n..."))
    put(folder / "exercises" / "catalog.toml", "title = 'not for the room'")
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return tmp_path / "my roöm"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def visible(room: Path) -> list[str]:
    names = (path.relative_to(room).as_posix() for path in room.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith(OWN))


def test_a_new_room_mirrors_the_notebooks_and_holds_nothing_else(root: Path, room: Path) -> None:
    made = make_room(room, root=root)
    assert visible(room) == [EXERCISE, LESSON]
    assert read(room / LESSON) == read(root / LESSON)
    assert sorted(made.new) == [EXERCISE, LESSON]
    assert made.notes() == []


def test_a_second_time_changes_nothing(root: Path, room: Path) -> None:
    make_room(room, root=root)
    before = {path: path.stat().st_mtime_ns for path in room.rglob("*") if path.is_file()}
    made = make_room(room, root=root)
    assert {path: path.stat().st_mtime_ns for path in room.rglob("*") if path.is_file()} == before
    assert (made.new, made.notes()) == ((), [])


def test_a_changed_copy_is_kept_when_the_course_is_newer(root: Path, room: Path) -> None:
    make_room(room, root=root)
    mine = notebook("1 + 1", "my note")
    put(room / LESSON, mine)
    assert make_room(room, root=root).notes() == []

    put(root / LESSON, notebook("2 + 2"))
    for _ in range(2):
        made = make_room(room, root=root)
        assert read(room / LESSON) == mine
        assert made.kept == (LESSON,)
        assert "yours has changes and was kept" in made.notes()[0]


def test_an_untouched_copy_follows_the_course(root: Path, room: Path) -> None:
    make_room(room, root=root)
    for newer in (notebook("2 + 2"), notebook("3 + 3")):
        put(root / LESSON, newer)
        made = make_room(room, root=root)
        assert read(room / LESSON) == newer
        assert made.refreshed == (LESSON,)


def test_a_copy_shows_no_output_before_its_reader_ran_it(root: Path, room: Path) -> None:
    ran = notebook("1 + 1", "'ü'", outputs=("2",))
    put(root / LESSON, ran)
    make_room(room, root=root)
    assert json.loads(read(room / LESSON)) == json.loads(notebook("1 + 1", "'ü'"))
    assert "ü" in read(room / LESSON)
    assert read(root / LESSON) == ran


def test_new_outputs_alone_are_no_newer_version(root: Path, room: Path) -> None:
    put(root / LESSON, notebook("1 + 1", outputs=("2",)))
    make_room(room, root=root)
    before = read(room / LESSON)
    put(root / LESSON, notebook("1 + 1", outputs=("two",)))
    made = make_room(room, root=root)
    assert (made.new, made.notes()) == ((), [])
    assert read(room / LESSON) == before


def test_an_untouched_copy_with_outputs_of_an_older_course_loses_them(root: Path, room: Path) -> None:
    given = notebook("1 + 1", outputs=("2",))
    put(root / LESSON, given)
    put(room / LESSON, given)
    version = marks(given.encode(), notebook=True)
    put(room / OWN / "given.json", json.dumps({LESSON: [version.whole, version.cells]}))
    assert make_room(room, root=root).refreshed == (LESSON,)
    assert json.loads(read(room / LESSON)) == json.loads(notebook("1 + 1"))


def test_a_copy_that_was_only_run_follows_the_course_and_its_outputs_are_put_aside(root: Path, room: Path) -> None:
    make_room(room, root=root)
    ran = notebook("1 + 1", outputs=("2",))
    put(room / LESSON, ran)
    assert make_room(room, root=root).refreshed == ()
    assert read(room / LESSON) == ran

    put(root / LESSON, notebook("2 + 2"))
    assert make_room(room, root=root).refreshed == (LESSON,)
    assert read(room / LESSON) == notebook("2 + 2")
    assert read(room / OWN / "replaced" / LESSON) == ran


def test_a_deleted_copy_comes_back(root: Path, room: Path) -> None:
    make_room(room, root=root)
    (room / LESSON).unlink()
    assert make_room(room, root=root).new == (LESSON,)
    assert read(room / LESSON) == read(root / LESSON)


def test_without_its_manifest_a_room_loses_nothing(root: Path, room: Path) -> None:
    make_room(room, root=root)
    put(room / OWN / "given.json", "{ half a fi")
    mine = notebook("my own")
    put(room / LESSON, mine)
    put(root / EXERCISE, notebook("newer"))
    older = read(room / EXERCISE)
    made = make_room(room, root=root)
    assert read(room / LESSON) == mine
    assert read(room / EXERCISE) == older
    assert sorted(made.kept) == [EXERCISE, LESSON]


def test_a_kill_between_two_writes_leaves_untouched_copies_untouched(
    root: Path, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_room(room, root=root)
    put(root / LESSON, notebook("2 + 2"))
    put(root / EXERCISE, notebook("%%exercise product-schemas\n... # 2"))
    written: list[Path] = []

    def killed(path: Path, data: bytes) -> None:
        if path.suffix == ".ipynb" and OWN not in path.parts and written:
            raise KeyboardInterrupt
        files.write_atomically(path, data)
        if path.suffix == ".ipynb" and OWN not in path.parts:
            written.append(path)

    monkeypatch.setattr("workshop.room.copies.write_atomically", killed)
    with pytest.raises(KeyboardInterrupt):
        make_room(room, root=root)
    assert len(written) == 1
    monkeypatch.undo()
    made = make_room(room, root=root)
    assert len(made.refreshed) == 1
    assert made.kept == ()
    assert [read(room / name) for name in (LESSON, EXERCISE)] == [read(root / name) for name in (LESSON, EXERCISE)]


def test_a_copy_that_is_no_notebook_any_more_is_kept_and_named(root: Path, room: Path) -> None:
    make_room(room, root=root)
    put(room / LESSON, '{"cells": [\n oops')
    made = make_room(room, root=root)
    assert read(room / LESSON) == '{"cells": [\n oops'
    assert f"Your {LESSON} is not a notebook any more" in made.notes()[0]
    assert "line 2, column 2" in made.notes()[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfe", "not text in UTF-8"), (b"[]", "no list of cells"), (b'{"cells": 3}', "no list of cells")],
)
def test_a_damaged_notebook_of_the_course_is_named_and_the_others_are_copied(
    root: Path, room: Path, content: bytes, reason: str
) -> None:
    (root / LESSON).write_bytes(content)
    made = make_room(room, root=root)
    assert made.new == (EXERCISE,)
    assert reason in made.notes()[0]
    assert f"git checkout -- {LESSON}" in made.notes()[0]


def test_a_course_without_notebooks_is_refused(tmp_path: Path, room: Path) -> None:
    with pytest.raises(RoomError, match="not a whole copy of the course"):
        make_room(room, root=tmp_path / "empty")


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        (errno.EROFS, "may not be written to"),
        (errno.EACCES, "may not be written to"),
        (errno.ENOSPC, "is full"),
        (errno.EDQUOT, "is full"),
        (errno.EIO, "could not be used"),
    ],
)
def test_trouble_with_the_disk_is_said_in_words(
    root: Path, room: Path, monkeypatch: pytest.MonkeyPatch, code: int, phrase: str
) -> None:
    make_room(room, root=root)
    mine = notebook("mine")
    put(room / LESSON, mine)

    def fail(path: Path, data: bytes) -> None:
        raise OSError(code, "trouble", str(path))

    monkeypatch.setattr("workshop.room.copies.write_atomically", fail)
    with pytest.raises(RoomError, match=phrase):
        make_room(room, root=root)
    assert read(room / LESSON) == mine


def test_a_file_where_the_room_should_be(root: Path, room: Path) -> None:
    put(room, "a file")
    with pytest.raises(RoomError, match="in the way"):
        make_room(room, root=root)
    assert read(room) == "a file"


def test_pictures_beside_the_notebooks_are_copied_and_checkpoints_are_not(root: Path, room: Path) -> None:
    (root / "notebooks" / "layers.png").write_bytes(b"\x89PNG")
    put(root / "notebooks" / ".ipynb_checkpoints" / "x.ipynb", notebook("old"))
    make_room(room, root=root)
    assert visible(room) == [EXERCISE, LESSON, "notebooks/layers.png"]
