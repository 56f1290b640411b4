"""What all tests share. The room of the run is the root's `conftest.py`'s affair."""

import re
import sys
from typing import Any

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the checker's warm process, where a test has started one."""
    checker = sys.modules.get("workshop.checker")
    if checker is not None:
        checker.shut_down()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As `--dist=loadfile` says; but a stage's contract stays together, whatever the file, so that each starts once."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrStage(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            stage = re.match(r"tests/contract/.*?\[(\d\d_\w+)", nodeid)
            return stage[1] if stage else super()._split_scope(nodeid)

    return ByFileOrStage(config, log)
