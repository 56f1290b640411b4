"""The contract's own machinery: which test meets which stage, and what counts as the failure that is expected."""

import importlib.util
import types
from collections.abc import Callable
from typing import Any

import pytest

from workshop.course import ROOT


def _load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"contract_{name}", ROOT / "tests" / "contract" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


eras, calls = _load("eras"), _load("calls")
STAGES = [1, 2, 3, 6, 7]


def _module(**marks: Any) -> types.ModuleType:
    """A test module with a function for each name, marked."""
    module = types.ModuleType("test_something")
    for name, mark in marks.items():
        namespace: dict[str, Any] = {}
        exec(f"def {name}(): ...", namespace)
        function: Callable[[], None] = namespace[name]
        if mark is not None:
            function.pytestmark = [mark.mark]  # type: ignore[attr-defined]
        setattr(module, name, function)
    return module


def _since(stage: int) -> pytest.MarkDecorator:
    return pytest.MarkDecorator(pytest.Mark("since", (stage,), {}, _ispytest=True), _ispytest=True)


def _before(name: str, **limits: int) -> pytest.MarkDecorator:
    return pytest.MarkDecorator(pytest.Mark("before", (name,), limits, _ispytest=True), _ispytest=True)


def _complaint(module: types.ModuleType, name: str) -> Any:
    return eras.complaint(module, getattr(module, name))


def test_a_behaviour_without_a_mark_holds_on_every_stage() -> None:
    module = _module(test_it=None)
    assert eras.meetings(module, module.test_it, STAGES) == [(n, True) for n in STAGES]
    assert _complaint(module, "test_it") is None


def test_a_later_behaviour_must_fail_on_the_first_stage_and_on_the_one_just_before() -> None:
    assert eras.behaviour(6, STAGES) == [(1, False), (3, False), (6, True), (7, True)]
    assert eras.behaviour(2, STAGES) == [(1, False), (2, True), (3, True), (6, True), (7, True)]


def test_a_behaviour_whose_stage_is_not_built_yet_only_fails() -> None:
    assert eras.behaviour(8, [1, 2]) == [(1, False), (2, False)]


def test_before_runs_on_all_earlier_stages_and_no_other() -> None:
    module = _module(test_it=_since(6), test_not_yet=_before("test_it"))
    assert eras.meetings(module, module.test_not_yet, STAGES) == [(1, True), (2, True), (3, True)]
    assert (_complaint(module, "test_it"), _complaint(module, "test_not_yet")) == (None, None)


def test_befores_may_share_the_earlier_stages() -> None:
    module = _module(test_it=_since(6), test_a=_before("test_it", last=1), test_b=_before("test_it", first=2))
    assert eras.meetings(module, module.test_a, STAGES) == [(1, True)]
    assert eras.meetings(module, module.test_b, STAGES) == [(2, True), (3, True)]
    assert _complaint(module, "test_it") is None


@pytest.mark.parametrize(
    "marks",
    [
        {"test_it": _since(6)},
        {"test_it": _since(6), "test_a": _before("test_it", last=1)},
        {"test_it": _since(6), "test_a": _before("test_it", last=3), "test_b": _before("test_it", first=3)},
    ],
    ids=["no before", "a gap", "an overlap"],
)
def test_earlier_stages_that_nobody_or_two_speak_for_are_a_complaint(marks: dict[str, Any]) -> None:
    assert "speak for stages" in _complaint(_module(**marks), "test_it")


@pytest.mark.parametrize("before", [_before("test_else"), _before("test_old")], ids=["unknown", "since 01"])
def test_a_before_needs_its_behaviour(before: Any) -> None:
    module = _module(test_it=_since(6), test_old=None, test_not_yet=before)
    assert "names no behaviour" in _complaint(module, "test_not_yet")


def test_a_before_cannot_speak_for_a_stage_that_has_the_behaviour() -> None:
    module = _module(test_it=_since(6), test_not_yet=_before("test_it", last=6))
    assert "has the behaviour" in _complaint(module, "test_not_yet")


def test_a_failing_meeting_is_a_strict_xfail_for_assertions_alone() -> None:
    (mark,) = eras.parameter(eras.Meeting(1, holds=False), "01_monolith").marks
    assert (mark.name, mark.kwargs["strict"], mark.kwargs["raises"]) == ("xfail", True, AssertionError)
    assert list(eras.parameter(eras.Meeting(2, holds=True), "02").marks) == []


class _Response:
    headers: dict[str, str] = {}  # noqa: RUF012

    def __init__(self, status_code: int | None, text: str, body: Any) -> None:
        self.status_code, self.text, self._body = status_code, text, body

    def json(self) -> Any:
        if self._body is None:
            raise ValueError("no JSON")
        return self._body


def _client(response: _Response) -> Any:
    return calls.Client(types.SimpleNamespace(request=lambda *_, **__: response))


@pytest.mark.parametrize(
    "response", [_Response(404, "gone", {}), _Response(200, "", {"success": False}), _Response(None, "", None)]
)
def test_preparing_a_test_never_fails_by_an_assertion(response: _Response) -> None:
    assert not issubclass(calls.NotArranged, AssertionError)
    with pytest.raises(calls.NotArranged):
        _client(response).read("/markets/1")
    with pytest.raises(calls.NotArranged):
        _client(response).make("/markets", name="X")


def test_an_answer_without_json_fails_the_test_by_an_assertion() -> None:
    with pytest.raises(AssertionError, match=r"GET /x .*500 Internal Server Error.*not JSON"):
        _client(_Response(500, "Internal Server Error", None)).get("/x").json()


def test_an_answer_shows_what_was_sent_and_what_came_back() -> None:
    answer = _client(_Response(422, '{"detail": 1}', {"detail": 1})).post("/orders", json={"note": "é"})
    assert repr(answer) == '<POST /orders {"note": "é"} -> 422 {"detail": 1}>'
