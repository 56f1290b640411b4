"""Ruff over the bodies of `%%exercise` cells, which it skips in a notebook."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from workshop.course import ROOT
from workshop.lint.findings import Finding, shown
from workshop.starters import split_cell


def exercise_cells(notebook: Path) -> Iterator[tuple[str, str]]:
    """Each `%%exercise` cell of a notebook: the exercise's id, and the body below the first line."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        found = split_cell("".join(cell["source"])) if cell["cell_type"] == "code" else None
        if found is not None:
            yield found


def check_cells(notebook: Path) -> Iterator[Finding]:
    """Lint each starter as a file. Unused imports are allowed: what uses them is not written yet."""
    for exercise_id, body in exercise_cells(notebook):
        if not body.strip() or "import" not in body:
            continue  # a quiz's answer is not Python
        yield from _ruff(["check", "--output-format=concise", "--ignore=F401,D1"], body, notebook, exercise_id)
        yield from _ruff(["format", "--check", "--quiet"], body, notebook, exercise_id)


def _ruff(arguments: list[str], body: str, notebook: Path, exercise_id: str) -> Iterator[Finding]:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    where = f"{shown(notebook)}: %%exercise {exercise_id}"
    if ruff is None:
        yield Finding(where, "ruff is not installed.", "`uv sync` installs it.")
        return
    done = subprocess.run(
        [ruff, *arguments, "--stdin-filename", f"{exercise_id}.py", "-"],
        cwd=ROOT,
        input=body,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip() or done.stderr.strip() or "ruff would format it another way."
        yield Finding(where, said, "")
