"""The form of a notebook: what `workshop lint` says about lessons and exercise notebooks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from workshop.course import ROOT
from workshop.notebooks.findings import Finding
from workshop.notebooks.prose import long_paragraphs
from workshop.notebooks.tidy import METADATA, parse

CELL_LINES = 25
TAGS = {"raises-exception"}

_READABLE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_GENERATED = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
_UNCOMPARED = {"application/json", "application/vnd.jupyter.widget-state+json"}

Told = tuple[str | None, str]


def check_lesson(path: Path) -> list[Finding]:
    """What is wrong with the form of a lesson: its outputs are there, in order, and name nothing of this machine."""
    return [Finding(path, cell, text) for cell, text in _check(path, _lesson)]


def check_exercise_notebook(path: Path) -> list[Finding]:
    """What is wrong with the form of an exercise notebook: it has no outputs."""
    return [Finding(path, cell, text) for cell, text in _check(path, _exercises)]


def _check(path: Path, kind: Any) -> Iterator[Told]:
    try:
        text = path.read_text(encoding="utf-8")
        notebook = parse(text)
        nbformat.validate(json.loads(text), version=4, version_minor=5)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        yield None, f"is not a notebook of format 4.5 or later: {str(error).splitlines()[0]}"
        return
    if notebook.metadata != METADATA:
        yield None, "its metadata is not the course's; `python -m workshop.notebooks refresh` writes it"
    for cell in notebook.cells:
        for told in (*_any_cell(cell), *(_code(cell) if cell.cell_type == "code" else _text(cell))):
            yield cell.id, told
    yield from kind(notebook)


def _any_cell(cell: Any) -> Iterator[str]:
    if not _READABLE.fullmatch(cell.id) or _GENERATED.fullmatch(cell.id):
        yield "its id is no readable name, such as `patch-null`"
    if set(cell.metadata) - {"tags"} or set(cell.metadata.get("tags", [])) - TAGS:
        yield f"its metadata holds more than the tags {', '.join(sorted(TAGS))}"
    if not cell.source.strip():
        yield "it is empty"


def _text(cell: Any) -> Iterator[str]:
    for start in long_paragraphs(cell.source):
        yield f"the paragraph that begins {start!r} is longer than four lines"


def _code(cell: Any) -> Iterator[str]:
    lines = cell.source.splitlines()
    if len(lines) > CELL_LINES and not lines[0].startswith("%%exercise"):
        yield f"it has {len(lines)} lines; show longer code from a file of a stage"
    if any("NBVAL" in line for line in lines) and lines[0] not in {"# NBVAL_IGNORE_OUTPUT", "# NBVAL_SKIP"}:
        yield "a marker for nbval stands on a line of its own, the first one"


def _lesson(notebook: Any) -> Iterator[Told]:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for expected, cell in enumerate(code, start=1):
        if cell.execution_count != expected:
            yield (
                cell.id,
                f"its count is {cell.execution_count}, not {expected}: not run top to bottom in a fresh kernel",
            )
        raised = any(output.output_type == "error" for output in cell.outputs)
        if raised != ("raises-exception" in cell.metadata.get("tags", [])):
            yield cell.id, "it raises an error and is not tagged `raises-exception`, or the other way round"
        for output in cell.outputs:
            if _UNCOMPARED & set(output.get("data", {})):
                yield cell.id, "an output of JSON cannot be compared; print text"
            if any(place in json.dumps(output, ensure_ascii=False) for place in (str(ROOT), str(Path.home()), "/tmp/")):
                yield cell.id, "an output names a folder of this machine"


def _exercises(notebook: Any) -> Iterator[Told]:
    for cell in notebook.cells:
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            yield cell.id, "an exercise notebook is committed without outputs and counts"
