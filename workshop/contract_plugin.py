"""A pytest plugin that writes down how each behaviour of the contract ended, for `workshop.contract_run`."""

import json
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where to write."""
    parser.addoption("--behaviours", type=Path, required=True, metavar="FILE", help="write a JSON list here")
    parser.addoption("--first-example", action="store_true", help="run the first example of each behaviour only")


def pytest_configure(config: pytest.Config) -> None:
    """Begin."""
    recorder = _Recorder(config.getoption("--behaviours"), first=config.getoption("--first-example"))
    config.pluginmanager.register(recorder, "behaviours")


class _Recorder:
    def __init__(self, file: Path, *, first: bool) -> None:
        self._file = file
        self._first = first
        self._since: dict[str, int] = {}
        self._broken: set[str] = set()

    @pytest.hookimpl(trylast=True)  # the contract itself leaves out first what the stage is not to meet
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave only the behaviours that the stage must have: not what earlier stages do, nor what later ones will."""
        chosen = []
        for item in items:
            behaviour = _behaviour(item.nodeid)
            if any(map(item.get_closest_marker, ("before", "xfail"))):
                continue
            if self._first and behaviour in self._since:
                continue
            mark = item.get_closest_marker("since")
            self._since[behaviour] = int(mark.args[0]) if mark is not None else 1
            chosen.append(item)
        items[:] = chosen  # pytest runs what is in this very list

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure in any phase of any example."""
        if report.failed:
            self._broken.add(_behaviour(report.nodeid))

    def pytest_sessionfinish(self) -> None:
        """Write."""
        behaviours = [
            {"name": name.rpartition("::")[2], "since": since, "holds": name not in self._broken}
            for name, since in self._since.items()
        ]
        self._file.write_text(json.dumps(behaviours), encoding="utf-8")


def _behaviour(node: str) -> str:
    """A test, whatever the example."""
    return node.partition("[")[0]
