"""Imports one stage into this process, for a notebook that works with its classes and functions."""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from workshop.stages import words
from workshop.stages.folders import StageError, all_stages, path, stage


def load(number: int) -> ModuleType:
    """Put a stage on `sys.path` and import its `market.main`.

    Raises:
        StageError: no such stage; another one is loaded; another `market` stands in the way; the import fails.
    """
    wanted = stage(number)
    already = loaded()
    if already not in (None, number):
        assert already is not None
        raise StageError(words.one_stage_a_process(already, number))
    if already is None:
        _refuse_foreign()
        folders = [str(folder) for folder in path(number)]
        sys.path[:0] = folders
        importlib.invalidate_caches()
        spec = importlib.util.find_spec("market")
        if spec is None or spec.origin is not None:
            _take_back(folders)
            raise StageError(words.foreign_market(str(spec and spec.origin)))
    try:
        return importlib.import_module("market.main")
    except Exception as error:
        if already is None:
            _take_back(folders)
        raise StageError(words.import_failed(wanted.id, f"{type(error).__name__}: {error}")) from error


def loaded() -> int | None:
    """The stage that this process holds; None when it holds none, or a `market` that is not the course's."""
    market = sys.modules.get("market")
    if market is None:
        return None
    portions = [Path(portion) for portion in getattr(market, "__path__", [])]
    for one in all_stages():
        if portions[: one.number] == [folder / "market" for folder in path(one.number)]:
            return one.number
    return None


def _refuse_foreign() -> None:
    """A `market` that was imported before, or a regular one anywhere on the path, would win over the stages."""
    market = sys.modules.get("market")
    if market is not None:
        portions = list(getattr(market, "__path__", []))
        raise StageError(words.foreign_market(str(market.__file__ or ", ".join(portions))))
    spec = importlib.util.find_spec("market")
    if spec is not None and spec.origin is not None:
        raise StageError(words.foreign_market(spec.origin))


def _take_back(folders: list[str]) -> None:
    """As if nothing had been tried, so that the next attempt starts afresh."""
    del sys.path[: len(folders)]
    for name in [name for name in sys.modules if name == "market" or name.startswith("market.")]:
        del sys.modules[name]
