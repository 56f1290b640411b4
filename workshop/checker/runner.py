"""Runs the hidden tests with pytest, in this process, and reports each of them."""

import os
from collections.abc import Sequence
from pathlib import Path

import anyio.pytest_plugin
import pytest

from workshop.checker import events
from workshop.checker.narrator import Narrator
from workshop.checker.reporter import Reporter
from workshop.kit import learner
from workshop.kit import plugin as kit
from workshop.kit.context import Context
from workshop.kit.learner import Served

# What a run does without: each plugin costs start-up time, and some change how an answer behaves.
_WITHOUT = (
    *("cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "pastebin"),
    *("setuponly", "setupplan", "stepwise", "terminal", "unittest"),
)


def run(
    tests: Sequence[Path],
    context: Context,
    reporter: Reporter,
    *,
    only: Sequence[str] | None = None,
    stop_at_first: bool = False,
    served: Served | None = None,
) -> int | pytest.ExitCode:
    """Run test files in order, each test in the order of its file.

    Args:
        tests: the files, in one folder.
        context: what the fixtures give.
        reporter: hears of each step.
        only: names of the tests to run; None: all.
        stop_at_first: end at the first test that fails.
        served: the app that a learner's tests are run against; None: these are hidden tests.

    Returns:
        pytest's own exit code.
    """
    # Hidden tests hold no bare assert. Learners' do, and pytest shows them the values.
    asserts, fixtures = ("plain", kit) if served is None else ("rewrite", learner)
    options = [
        "--disable-plugin-autoload",
        "--capture=no",
        f"--assert={asserts}",
        "--import-mode=importlib",
        f"--config-file={os.devnull}",
        f"--rootdir={tests[0].parent}",
        f"--confcutdir={tests[0].parent}",
        "--override-ini=anyio_mode=auto",
        *(f"-pno:{name}" for name in _WITHOUT),
    ]
    report = Narrator(context, reporter, only, stop_at_first, served)
    ended = pytest.main([*options, *(str(path) for path in tests)], plugins=[anyio.pytest_plugin, fixtures, report])
    if ended in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR}:
        reporter.send(events.Fault(text=f"pytest ended with {ended!r}"))
    return ended
