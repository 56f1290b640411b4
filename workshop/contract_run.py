"""Run the HTTP contract of one stage from a notebook: the tests of `tests/contract`, in a process of their own."""

import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop import stages
from workshop.course import ROOT
from workshop.words import contract_run as words

TAIL = 4_000
"""Characters of pytest's output that an error shows."""

_ENVIRONMENT = {
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    # Whatever plugins are installed here: the result is the same, and seconds earlier.
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_ADDOPTS": "",
}


class ContractError(RuntimeError):
    """The contract could not be run; the message holds what was printed."""


@dataclass(frozen=True)
class Behaviour:
    """One behaviour that the stage must have."""

    name: str
    since: int
    holds: bool


@dataclass(frozen=True)
class Contract:
    """How a stage keeps the contract; displays as a table of the behaviours, by the stage that brought them."""

    stage: str
    behaviours: tuple[Behaviour, ...]

    @property
    def green(self) -> bool:
        """Whether every behaviour holds."""
        return bool(self.behaviours) and all(behaviour.holds for behaviour in self.behaviours)

    def rows(self) -> list[tuple[str, int, int]]:
        """For each stage that brought behaviours: its id, how many, and how many of them hold."""
        names = {stage.number: stage.id for stage in stages.all_stages()}
        table = []
        for number in sorted({behaviour.since for behaviour in self.behaviours}):
            brought = [behaviour for behaviour in self.behaviours if behaviour.since == number]
            table.append((names[number], len(brought), sum(behaviour.holds for behaviour in brought)))
        return table

    def __repr__(self) -> str:
        """The table as text."""
        width = max(map(len, [words.STAGE, *(name for name, _, _ in self.rows())]))
        lines = [f"{name:<{width}}  {count:>10}  {held:>4}" for name, count, held in self.rows()]
        return "\n".join(
            [self._headline(), f"{words.STAGE:<{width}}  {words.COUNT:>10}  {words.HELD:>4}", *lines, *self._broken()]
        )

    def _repr_html_(self) -> str:
        """The table as html."""
        left = 'style="text-align:left"'
        head = f"<tr><th {left}>{words.STAGE}</th><th>{words.COUNT}</th><th>{words.HELD}</th></tr>"
        rows = "".join(
            f"<tr><td {left}>{name}</td><td>{count}</td><td>{held}</td></tr>" for name, count, held in self.rows()
        )
        broken = "".join(f"<p>{html.escape(line)}</p>" for line in self._broken())
        return f"<p>{self._headline()}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>{broken}"

    def _headline(self) -> str:
        held = sum(behaviour.holds for behaviour in self.behaviours)
        return words.HEADLINE.format(stage=self.stage, held=held, count=len(self.behaviours))

    def _broken(self) -> list[str]:
        return [words.BROKEN.format(name=one.name) for one in self.behaviours if not one.holds]


def run(number: int, *, front: Sequence[Path] = (), every_example: bool = False) -> Contract:
    """Run the contract on a stage.

    Args:
        number: the stage.
        front: folders in front of it, such as an answer's.
        every_example: many behaviours are tested with several examples. By default the first one runs, in seconds.

    Raises:
        StageError: there is no such stage.
        ContractError: the tests could not be run; a behaviour that does not hold is no error.
    """
    stage = stages.stage(number)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "behaviours.json"
        done = subprocess.run(
            [*_command(number, front), f"--behaviours={result}", *([] if every_example else ["--first-example"])],
            cwd=ROOT,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if not result.is_file() or done.returncode not in {0, 1}:
            raise ContractError(words.NOT_RUN.format(log=(done.stdout + done.stderr)[-TAIL:].strip()))
        behaviours = tuple(Behaviour(**one) for one in json.loads(result.read_text(encoding="utf-8")))
    return Contract(stage.id, behaviours)


def _command(number: int, front: Sequence[Path]) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "tests/contract", "-o", "addopts=", "-q"),
        # The conftest.py at the root is about notebooks; and nothing is left behind in the course's folder.
        *("--confcutdir=tests/contract", "-p", "no:cacheprovider", "-p", "workshop.contract_plugin"),
        *("--stage", str(number)),
        *(option for folder in front for option in ("--front", str(folder))),
    ]
