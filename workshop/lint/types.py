"""Types: of the tool, and of every module that each stage resolves, its inherited ones too."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.course import ROOT
from workshop.lint.findings import Finding
from workshop.lint.layering import is_tombstone, modules_of

ERROR = " error: "


def check_tool() -> Iterator[Finding]:
    """Types of `workshop`, strictly."""
    yield from _mypy(["-p", "workshop"], path=[ROOT])


def check_stage(folders: Sequence[Path]) -> Iterator[Finding]:
    """Types of a stage, strictly: each module from the first folder that has it.

    `mypy -p market` would look at the first folder alone, and pass with an error in an inherited module.

    Args:
        folders: the stage's path, newest first.
    """
    gone: set[Path] = set()
    found: set[Path] = set()
    for folder in folders:
        for module in modules_of(folder):
            if module not in gone and module not in found:
                (gone if is_tombstone(folder / "market" / module) else found).add(module)
    arguments = ["--namespace-packages", "--explicit-package-bases"]
    for module in sorted(found):
        arguments += ["-m", "market." + module.with_suffix("").as_posix().replace("/", ".")]
    yield from _mypy(arguments, path=folders)


def _mypy(arguments: list[str], *, path: Sequence[Path]) -> Iterator[Finding]:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", *arguments],
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if ERROR in line]
    for line in lines:
        where, what = line.split(ERROR, 1)
        yield Finding(where.rstrip(":"), what, "")
    if done.returncode and not lines:
        yield Finding("mypy", (done.stderr or done.stdout).strip()[-500:], "Is it installed? `uv sync` does so.")
