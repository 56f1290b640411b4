"""All answers together are the app: each counting right answer, and mixtures of them, over the newest stage."""

import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workshop.catalog import Exercise, catalog
from workshop.contract_run import ContractError, run
from workshop.corpus import Answer, answers
from workshop.lint.findings import Finding
from workshop.stages import all_stages

SEED = 20_260_301
MIXTURES = 3


def counting(exercises: list[Exercise]) -> list[Exercise]:
    """The exercises whose answers count in the learner's app: for each module, the last that asks for it."""
    last = {exercise.module: exercise for exercise in exercises if exercise.kind == "module"}
    return list(last.values())


def check_all() -> Iterator[Finding]:
    """Run the contract over each right answer alone, and over seeded mixtures of one answer an exercise."""
    ready = [exercise for exercise in catalog().exercise if exercise.status == "ready"]
    right = {
        exercise.id: [answer for answer in answers(exercise) if answer.kind == "right"] for exercise in counting(ready)
    }
    picks = [{answer.exercise.id: answer} for several in right.values() for answer in several]
    rng = random.Random(SEED)
    picks += [{name: rng.choice(several) for name, several in right.items()} for _ in range(MIXTURES)]
    # Each run is a process of its own that waits as much as it works.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for findings in pool.map(lambda pick: list(_check(pick)), picks):
            yield from findings


def _check(pick: Mapping[str, Answer]) -> Iterator[Finding]:
    # One answer alone was checked by its hidden tests in depth; what is new is how several go together.
    every_example = len(pick) > 1
    newest = max(stage.number for stage in all_stages())
    with tempfile.TemporaryDirectory(prefix="workshop-lint-") as folder:
        for answer in pick.values():
            assert answer.exercise.module is not None  # counting() takes no other kind
            path = Path(folder, "market", answer.exercise.module)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer.source, encoding="utf-8")
        who = " + ".join(map(str, pick.values()))
        try:
            result = run(newest, front=[Path(folder)], every_example=every_example)
        except ContractError as error:
            yield Finding(who, f"Over stage {newest:02} the contract could not be run: {error}", "")
            return
        for behaviour in result.behaviours:
            if not behaviour.holds:
                yield Finding(who, f"Over stage {newest:02} this no longer holds: {behaviour.name}", "")
