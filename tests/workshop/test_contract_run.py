"""The contract of one stage, run from a notebook."""

from pathlib import Path

import pytest

from workshop import contract_run
from workshop.contract_run import Behaviour, Contract, ContractError
from workshop.stages import StageError


@pytest.fixture(scope="module")
def monolith():
    return contract_run.run(1)


def test_only_what_the_stage_must_do_is_run_and_all_of_it_holds(monolith):
    assert monolith.green
    assert {behaviour.since for behaviour in monolith.behaviours} == {1}
    names = [behaviour.name for behaviour in monolith.behaviours]
    assert "test_health_answers_ok" in names
    assert len(names) == len(set(names)) >= 20


def test_it_displays_as_a_table(monolith):
    count = len(monolith.behaviours)
    assert repr(monolith).splitlines()[0] == f"The contract on 01_monolith: {count} of {count} behaviours hold."
    assert f"<td>{count}</td><td>{count}</td>" in monolith._repr_html_()


@pytest.mark.long
def test_a_behaviour_that_an_answer_loses_is_named(tmp_path):
    module = tmp_path / "market" / "routers" / "health.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
        '@router.get("/health")\nasync def read_health() -> dict[str, str]:\n    return {"status": "fine"}\n',
        encoding="utf-8",
    )
    contract = contract_run.run(2, front=[tmp_path])
    assert not contract.green
    assert [behaviour.name for behaviour in contract.behaviours if not behaviour.holds] == ["test_health_answers_ok"]
    assert "does not hold: test_health_answers_ok" in repr(contract)
    assert "does not hold: test_health_answers_ok" in contract._repr_html_()


def test_behaviours_are_counted_by_the_stage_that_brought_them():
    behaviours = (Behaviour("a", 1, True), Behaviour("b", 2, False), Behaviour("c", 2, True))
    contract = Contract("02_routes_and_schemas", behaviours)
    assert contract.rows() == [("01_monolith", 1, 1), ("02_routes_and_schemas", 2, 1)]


def test_nothing_run_is_not_green():
    assert not Contract("01_monolith", ()).green


def test_an_unknown_stage_is_named():
    with pytest.raises(StageError, match="99"):
        contract_run.run(99)


def test_tests_that_cannot_run_say_what_was_printed(monkeypatch):
    monkeypatch.setattr(contract_run, "ROOT", Path(__file__).parent)
    with pytest.raises(ContractError, match="tests/contract"):
        contract_run.run(1)
