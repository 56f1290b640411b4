"""What all tests share. The room of the run is the root's `conftest.py`'s affair."""

import sys

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the checker's warm process, where a test has started one."""
    checker = sys.modules.get("workshop.checker")
    if checker is not None:
        checker.shut_down()
