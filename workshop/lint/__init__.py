"""The course linter: one list of rules, so that an author cannot forget a hint, a wrong answer or an output."""

from collections.abc import Callable, Iterator

from workshop.catalog import catalog
from workshop.course import EXERCISES, NOTEBOOKS, ROOT, SOLUTIONS
from workshop.lint import cells, combined, exercises, layering, types, verdicts
from workshop.lint.findings import Finding, shown
from workshop.notebooks import check_exercise_notebook, check_lesson
from workshop.stages import all_stages, path

__all__ = ["RULES", "Finding"]


def _layering() -> Iterator[Finding]:
    stages = sorted(folder for folder in SOLUTIONS.iterdir() if (folder / "market").is_dir())
    yield from layering.check_shapes(stages)
    yield from layering.check_asked_modules(stages, catalog().exercise)
    yield from layering.check_directions(stages)
    yield from layering.check_readmes(stages)
    contract = sorted((ROOT / "tests" / "contract").glob("test_*.py"))
    yield from layering.check_imports(contract, ["httpx", "pytest"], "The contract")
    yield from layering.check_tool_is_free_of_market(sorted((ROOT / "workshop").rglob("*.py")))


def _exercises() -> Iterator[Finding]:
    for exercise in catalog().exercise:
        if exercise.status == "ready":
            yield from exercises.check_files(exercise)


def _notebooks() -> Iterator[Finding]:
    for lesson in catalog().lesson:
        if lesson.status != "ready":
            continue
        for folder, check in ((NOTEBOOKS, check_lesson), (EXERCISES, check_exercise_notebook)):
            notebook = folder / f"{lesson.id}.ipynb"
            if not notebook.is_file():
                yield Finding(shown(notebook), "The notebook is missing.", "The catalogue says that it is ready.")
                continue
            for found in check(notebook):
                yield Finding(shown(notebook), f"cell {found.cell}: {found.text}" if found.cell else found.text, "")


def _cells() -> Iterator[Finding]:
    for notebook in sorted(EXERCISES.glob("*.ipynb")):
        yield from cells.check_cells(notebook)


def _types() -> Iterator[Finding]:
    yield from types.check_tool()
    for stage in all_stages():
        yield from types.check_stage(path(stage.number))


RULES: dict[str, Callable[[], Iterator[Finding]]] = {
    "layering": _layering,
    "exercises": _exercises,
    "notebooks": _notebooks,
    "cells": _cells,
    "types": _types,
    "verdicts": verdicts.check_all,
    "combined": combined.check_all,
}
"""Each rule by its name, the quick ones first."""
