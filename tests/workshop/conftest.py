"""Fixtures for the tests of what a learner meets; a test that asks for none of them meets the real course."""

from pathlib import Path

import pytest
from learner import course, write_course

import workshop.catalog
import workshop.course
from workshop.catalog import Catalog


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's room of this test's own, whose path has a space and an umlaut. It is not made yet."""
    folder = tmp_path / "Mein Kurs für Bücher" / "work"
    monkeypatch.setenv("WORKSHOP_ROOM", str(folder))
    return folder


@pytest.fixture
def small_course(tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """The small course in place of the real one, and the room."""
    write_course(tmp_path / "course")
    catalog = course()
    monkeypatch.setattr(workshop.course, "EXERCISES", tmp_path / "course" / "exercises")
    monkeypatch.setattr(workshop.catalog, "HIDDEN_TESTS", tmp_path / "course" / "tests" / "exercises")
    monkeypatch.setattr(workshop.catalog, "catalog", lambda: catalog)
    return catalog
