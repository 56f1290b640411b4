"""One stable form for a notebook, so that a refresh that changes nothing writes the same bytes."""

import copy
import json
from typing import Any

import nbformat

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What a notebook's metadata may hold: no version, no path, no timing, no widget state."""


def parse(text: str) -> Any:
    """Read a notebook.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(json.loads(text), dict):
        raise ValueError("its JSON is not an object")
    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


def unparse(notebook: Any) -> str:
    """Write a notebook, with one line feed at its end."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"  # type: ignore[no-untyped-call]


def tidy(notebook: Any) -> None:
    """Remove from a notebook, in place, what differs from machine to machine and from run to run."""
    notebook["metadata"] = copy.deepcopy(METADATA)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell["metadata"] = {"tags": tags} if tags else {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output["metadata"] = {}


def empty(notebook: Any) -> None:
    """Remove all outputs and counts, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
