"""Which behaviour meets which stage, and what is expected of it there.

A behaviour is marked `since(N)`; unmarked, it is as old as stage 01. What earlier stages do instead is a test of its
own, marked `before("name of the behaviour")`, optionally with `first=` and `last=` where several wrong answers followed
each other. Both are in the same module.
"""

import itertools
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

import pytest


class Meeting(NamedTuple):
    """A test on a stage."""

    stage: int
    holds: bool
    """False: the behaviour itself, on a stage that does not have it yet; it must fail by an assertion."""


def behaviour(since: int, stages: Iterable[int]) -> list[Meeting]:
    """Where a behaviour runs: from `since` on it holds; on the stage just before and on the first one it must fail."""
    numbers = sorted(stages)
    earlier = [number for number in numbers if number < since]
    gaps = {earlier[0], earlier[-1]} if earlier else set()
    return [Meeting(n, holds=n >= since) for n in numbers if n >= since or n in gaps]


def span(since: int, first: int | None, last: int | None) -> range:
    """The stages that a `before` speaks for."""
    return range(first or 1, (last or since - 1) + 1)


def since_of(function: Any) -> int:
    """The first stage that has this behaviour."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "since"]
    return int(marks[0].args[0]) if marks else 1


def _before(function: Any) -> Any:
    return next((mark for mark in getattr(function, "pytestmark", []) if mark.name == "before"), None)


def _befores(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name, value in vars(module).items():
        if name.startswith("test") and (mark := _before(value)) is not None:
            yield name, mark


def complaint(module: ModuleType, function: Any) -> str | None:
    """What is wrong with the marks of this test, or None."""
    name = function.__name__
    if (mark := _before(function)) is not None:
        target = getattr(module, mark.args[0], None)
        if target is None or since_of(target) == 1:
            return (
                f"{name}: before({mark.args[0]!r}) names no behaviour of this module that is marked since(2) or later"
            )
        covered = span(since_of(target), **_limits(mark))
        if not covered or covered[-1] >= since_of(target):
            return f"{name}: before({mark.args[0]!r}) speaks for no stage, or for one that has the behaviour"
        return None
    spans = [span(since_of(function), **_limits(m)) for _, m in _befores(module) if m.args[0] == name]
    told = sorted(itertools.chain.from_iterable(spans))
    wanted = list(range(1, since_of(function)))
    if told != wanted:
        return f"{name}: since({since_of(function)}), but its before(...) tests speak for stages {told}, not {wanted}"
    return None


def _limits(mark: Any) -> dict[str, int | None]:
    return {"first": mark.kwargs.get("first"), "last": mark.kwargs.get("last")}


def meetings(module: ModuleType, function: Any, stages: Iterable[int]) -> list[Meeting]:
    """Where a test runs, of the stages that exist."""
    if (mark := _before(function)) is None:
        return behaviour(since_of(function), stages)
    covered = span(since_of(getattr(module, mark.args[0])), **_limits(mark))
    return [Meeting(number, holds=True) for number in sorted(stages) if number in covered]


def is_before(function: Any) -> bool:
    """Whether the test says what stages do that lack a behaviour."""
    return _before(function) is not None


def parameter(meeting: Meeting, name: str) -> Any:
    """The meeting as a pytest parameter, with its strict xfail where the behaviour is not there yet."""
    reason = f"stage {name} does not have this behaviour yet"
    marks = [] if meeting.holds else [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)]
    return pytest.param(meeting.stage, marks=marks, id=name)
