"""`%load_ext workshop`: the magics are there at once, and the checker gets ready meanwhile."""

import threading

import pytest
from notebook import notebook

import workshop
from workshop import checker
from workshop.catalog import Catalog

MAGICS = {"hint", "solution", "progress", "reset_exercise"}


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when the checker was asked to get ready."""
    asked = threading.Event()
    monkeypatch.setattr(checker, "warm_up", asked.set)
    return asked


def test_it_brings_the_magics_and_warms_the_checker(small_course: Catalog, warmed: threading.Event) -> None:
    with notebook() as opened:
        opened.shell.magics_manager.magics["line"].pop("hint")
        assert opened.shell.run_cell("%load_ext workshop").success
        assert set(opened.shell.magics_manager.magics["line"]) >= MAGICS
        assert "exercise" in opened.shell.magics_manager.magics["cell"]
        assert opened.publisher.outputs == []
        assert warmed.wait(30)


def test_a_checker_that_cannot_start_does_not_keep_the_magics_away(
    small_course: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()

    def refuse() -> None:
        asked.set()
        raise OSError("no process")

    monkeypatch.setattr(checker, "warm_up", refuse)
    with notebook() as opened:
        workshop.load_ipython_extension(opened.shell)
        assert asked.wait(30)
        assert opened.text("%hint product-schemas").startswith("Hint 1")
