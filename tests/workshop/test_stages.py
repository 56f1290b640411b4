"""Stages as folders: list, resolve, show, compare, load, and their template databases."""

import importlib
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from small_stages import small_course, write
from sqlalchemy import MetaData

from workshop import course, stages
from workshop.stages import StageError
from workshop.stages.cache import put


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course, in a folder whose name has blanks and letters beyond ASCII."""
    solutions, data = small_course(tmp_path / "můj kurz")
    monkeypatch.setattr(course, "SOLUTIONS", solutions)
    monkeypatch.setattr(course, "DATA", data)
    return solutions


def test_stages_are_numbered_folders_with_an_app(small: Path) -> None:
    (small / "03_empty").mkdir()
    assert [one.id for one in stages.all_stages()] == ["01_first", "02_second"]


def test_a_missing_stage_names_those_that_exist(small: Path) -> None:
    with pytest.raises(StageError, match="01_first, 02_second"):
        stages.stage(7)


def test_a_path_is_front_then_newest_to_oldest(small: Path, tmp_path: Path) -> None:
    assert stages.path(2, front=[tmp_path]) == [tmp_path, small / "02_second", small / "01_first"]
    assert stages.path(1) == [small / "01_first"]


def test_the_course_has_its_stages() -> None:
    assert [one.id for one in stages.all_stages()][:2] == ["01_monolith", "02_routes_and_schemas"]


class TestSource:
    def test_comes_from_the_first_folder_that_has_it(self, small: Path) -> None:
        assert '"two"' in stages.source(2, "words/greeting.py")
        assert stages.source(2, "main.py") == stages.source(1, "main.py")

    def test_a_part_keeps_its_line_numbers(self, small: Path) -> None:
        part = stages.source(1, "words/greeting.py", name="greet")
        assert part.splitlines()[0] == "def greet() -> str:"
        assert part.numbered().splitlines()[0] == "6  def greet() -> str:"
        assert part == stages.source(1, "words/greeting.py", lines=(6, 8))

    def test_a_method_with_its_decorator(self, small: Path) -> None:
        lines = stages.source(1, "words/greeting.py", name="Door.knock").splitlines()
        assert (lines[0], lines[-1]) == ("    @staticmethod", '        return "knock"')

    def test_displays_in_both_forms_without_a_colour(self, small: Path) -> None:
        bundle = stages.source(1, "words/greeting.py", name="greet")._repr_mimebundle_()
        assert bundle["text/plain"].startswith("6  def greet")
        assert "color" not in bundle["text/html"]
        assert '6  <span style="font-weight: bold">def</span>' in bundle["text/html"]

    def test_html_shows_every_line_once(self, small: Path) -> None:
        source = stages.source(1, "main.py")
        html = source._repr_mimebundle_()["text/html"]
        assert len(html.splitlines()) == len(source.splitlines())

    def test_a_removed_module_is_absent(self, small: Path) -> None:
        assert "names.py" in stages.modules(1)
        assert "names.py" not in stages.modules(2)
        with pytest.raises(StageError, match=r"no module 'names\.py'"):
            stages.source(2, "names.py")

    def test_what_is_not_there_is_said(self, small: Path) -> None:
        with pytest.raises(StageError, match=r"words/greeting\.py"):
            stages.source(1, "word/greeting.py")
        with pytest.raises(StageError, match=r"named 'Door\.ring'"):
            stages.source(1, "words/greeting.py", name="Door.ring")


class TestDiff:
    def test_has_what_changed_what_is_new_and_what_is_gone(self, small: Path) -> None:
        diff = stages.diff(1, 2)
        assert list(diff.parts) == ["names.py", "words/farewell.py", "words/greeting.py"]
        assert '-NAME = "one"' in diff.parts["names.py"]
        assert "+++ /dev/null" in diff.parts["names.py"]
        assert "--- /dev/null" in diff.parts["words/farewell.py"]
        assert '+NAME = "two"' in diff.parts["words/greeting.py"]

    def test_of_one_module(self, small: Path) -> None:
        assert list(stages.diff(1, 2, "names.py").parts) == ["names.py"]
        assert stages.diff(1, 2, "main.py") == "no module differs"

    def test_displays_in_both_forms(self, small: Path) -> None:
        bundle = stages.diff(1, 2)._repr_mimebundle_()
        assert bundle["text/html"].count("<details") == 3
        assert "+NAME = &quot;two&quot;" in bundle["text/html"]
        assert '+NAME = "two"' in bundle["text/plain"]

    def test_an_unknown_module_names_the_nearest(self, small: Path) -> None:
        with pytest.raises(StageError, match=r"Did you mean 'names\.py'"):
            stages.diff(1, 2, "name.py")


class TestTemplate:
    def test_has_the_seed_rows_in_the_types_of_the_tables(self, small: Path) -> None:
        with closing(sqlite3.connect(stages.template(1))) as connection:
            rows = connection.execute("SELECT * FROM products ORDER BY id").fetchall()
        moment = "2026-03-01 08:30:00.000000"
        assert rows == [(1, 2, "Plum", None, moment, "A"), (2, 3, "Žito", "fresh", moment, "A")]

    def test_is_built_once_and_named_by_what_it_is_made_of(self, small: Path, tmp_path: Path) -> None:
        first = stages.template(1)
        built = first.stat().st_mtime_ns
        assert stages.template(2) == first  # the same models
        assert first.stat().st_mtime_ns == built

        (course.DATA / "customers.csv").write_text("id,email\n2,new@example.org\n", encoding="utf-8")
        assert stages.template(1) != first

    def test_follows_what_the_models_import(self, small: Path, tmp_path: Path) -> None:
        models = small / "01_first/market/models.py"
        models.write_text(f"from .names import NAME\n{models.read_text('utf-8')}", encoding="utf-8")
        before = stages.template(1)
        (small / "01_first/market/names.py").write_text('NAME = "other"\n', encoding="utf-8")
        assert stages.template(1) != before

    def test_an_answer_in_front_has_its_own(self, small: Path, tmp_path: Path) -> None:
        models = (small / "01_first/market/models.py").read_text("utf-8").replace('"shelf"', '"rack"')
        front = write(tmp_path / "answer", {"market/models.py": models})
        with closing(sqlite3.connect(stages.template(1, front=[front]))) as connection:
            assert connection.execute("SELECT rack FROM products").fetchall() == [("A",), ("A",)]

    def test_models_that_fail_are_shown_with_their_line(self, small: Path) -> None:
        (small / "01_first/market/models.py").write_text("x = 1\ny = nothing\n", encoding="utf-8")
        with pytest.raises(StageError, match=r"line 2(.|\n)*NameError: name 'nothing'"):
            stages.template(1)

    def test_models_without_metadata(self, small: Path, tmp_path: Path) -> None:
        with pytest.raises(StageError, match=r"market\.models has no `metadata`"):
            stages.build_template(ModuleType("market.models"), tmp_path / "t.sqlite")

    def test_a_course_without_data(self, small: Path, tmp_path: Path) -> None:
        models = ModuleType("market.models")
        models.metadata = MetaData()  # type: ignore[attr-defined]
        with pytest.raises(StageError, match="seed data is missing"):
            stages.build_template(models, tmp_path / "t.sqlite", data=tmp_path)

    def test_a_failed_build_leaves_nothing(self, tmp_path: Path) -> None:
        def build(target: Path) -> None:
            target.write_text("half", encoding="utf-8")
            raise StageError("no")

        with pytest.raises(StageError):
            put(tmp_path / "t.sqlite", build)
        assert list(tmp_path.iterdir()) == []


@pytest.fixture
def process(small: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that has imported no `market` yet; what is imported in the test is forgotten after it."""
    for file in ("01_first/market/main.py", "02_second/market/main.py"):
        (small / file).write_text(f"app = {file!r}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "market"}
    for name in before:
        del sys.modules[name]
    yield
    for name in [name for name in sys.modules if name.split(".")[0] == "market"]:
        del sys.modules[name]
    sys.modules.update(before)


@pytest.mark.usefixtures("process")
class TestLoad:
    def test_imports_the_stage_over_the_older_ones(self) -> None:
        assert stages.loaded() is None
        main = stages.load(2)
        greeting = importlib.import_module("market.words.greeting")
        assert (main.app, greeting.greet()) == ("02_second/market/main.py", "Hello, two")
        assert stages.loaded() == 2
        assert stages.load(2) is main

    def test_a_second_stage_is_refused_with_the_way_out(self) -> None:
        stages.load(1)
        with pytest.raises(StageError, match=r"stages\.client\(2\)"):
            stages.load(2)
        assert stages.loaded() == 1

    def test_a_foreign_module_is_named(self, tmp_path: Path) -> None:
        sys.path.append(str(write(tmp_path / "other", {"market.py": "x = 1"})))
        with pytest.raises(StageError, match=re.escape(str(tmp_path / "other" / "market.py"))):
            stages.load(1)

    def test_a_foreign_package_that_is_imported_already_is_named(self, tmp_path: Path) -> None:
        sys.path.append(str(write(tmp_path / "other", {"market/x.py": "x = 1"})))
        importlib.import_module("market.x")
        assert stages.loaded() is None
        with pytest.raises(StageError, match=re.escape(str(tmp_path / "other" / "market"))):
            stages.load(1)

    def test_a_stage_that_was_imported_otherwise_counts_as_loaded(self) -> None:
        sys.path[:0] = map(str, stages.path(2))
        main = importlib.import_module("market.main")
        assert stages.loaded() == 2
        assert stages.load(2) is main

    def test_after_a_failed_import_it_can_be_tried_again(self, small: Path) -> None:
        main = small / "01_first/market/main.py"
        main.write_text("import nothing_such", encoding="utf-8")
        with pytest.raises(StageError, match="No module named 'nothing_such'"):
            stages.load(1)
        assert (stages.loaded(), str(small / "01_first") in sys.path) == (None, False)

        main.write_text("app = 'mended'", encoding="utf-8")
        assert stages.load(1).app == "mended"
