"""Every right answer passes, every wrong one fails for its own reason, every starter is unfinished."""

from typing import Any

import pytest

from workshop.checker import check
from workshop.corpus import every_answer, judge

SEED = 1
# `workshop lint` checks every answer once more, with a seed of the moment.
FURTHER_SEEDS = (2,)


def one_by_one() -> list[Any]:
    """All answers as parameters. Learners' tests run against many apps: of them, one of each kind is quick enough."""
    seen = set()
    parameters = []
    for answer in every_answer():
        kind = (answer.exercise.id, answer.kind)
        slow = answer.exercise.kind == "tests" and kind in seen
        parameters.append(pytest.param(answer, id=str(answer), marks=[pytest.mark.long] if slow else []))
        seen.add(kind)
    return parameters


@pytest.mark.parametrize("answer", one_by_one())
def test_an_answer_gets_the_report_that_it_deserves(answer):
    fault = judge(answer, check(answer.exercise.id, answer.source, seed=SEED))
    assert fault is None, fault


@pytest.mark.long
@pytest.mark.parametrize("seed", FURTHER_SEEDS)
@pytest.mark.parametrize("answer", list(every_answer()), ids=str)
def test_the_report_does_not_depend_on_what_is_drawn(answer, seed):
    fault = judge(answer, check(answer.exercise.id, answer.source, seed=seed))
    assert fault is None, fault
