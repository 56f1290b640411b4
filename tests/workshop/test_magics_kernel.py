"""The magics in a real kernel, over a real stage: the names that an answer binds, tracebacks, the Stop button."""

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel

ANSWER = """\
from __future__ import annotations
from pydantic import BaseModel
from market.schemas.common import Schema

class ProductCreate(BaseModel):
    stock: Stock

class Stock(BaseModel):
    pieces: int

def fail():
    raise RuntimeError("here")
"""

SETUP = """
import sys, time
sys.path.insert(0, {tests!r})
from pathlib import Path
import workshop.catalog, workshop.checker, workshop.course
from learner import course, report, requirement, write_course
from workshop.checker.report import Verdict
root = Path({root!r})
if not root.exists():
    write_course(root)
catalog = course()
workshop.course.EXERCISES = root / "exercises"
workshop.catalog.HIDDEN_TESTS = root / "tests" / "exercises"
workshop.catalog.catalog = lambda: catalog
def check(exercise_id, source):
    if "wait" in source:
        print("waiting", flush=True)
        while True:
            time.sleep(0.01)
    verdict = Verdict.UNFINISHED if "unfinished" in source else Verdict.PASS
    return report(verdict, [requirement("It holds")] * (verdict is Verdict.PASS), exercise=exercise_id)
workshop.checker.check = check
%load_ext workshop
"""


class Kernel:
    """Runs cells; answers what they show, print and raise."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager = manager
        self.client = client
        self.payload: list[dict[str, Any]] = []

    def run(self, cell: str, *, interrupt: bool = False) -> list[str]:
        """The plain texts of a cell's outputs, tracebacks included, without colours."""
        texts: list[str] = []

        def take(message: dict[str, Any]) -> None:
            content = message["content"]
            if message["msg_type"] in {"display_data", "execute_result"}:
                texts.append(content["data"]["text/plain"])
            elif message["msg_type"] == "error":
                texts.append("\n".join(content["traceback"]))
            elif message["msg_type"] == "stream":
                texts.append(content["text"])
                if interrupt and "waiting" in content["text"]:
                    self.manager.interrupt_kernel()

        reply = self.client.execute_interactive(cell, timeout=60, output_hook=take, store_history=True)
        self.payload = reply["content"].get("payload", [])
        return texts


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel in the small course, with a check that refuses only what says `unfinished`."""
    tmp_path = tmp_path_factory.mktemp("kernel")
    room = {"WORKSHOP_ROOM": str(tmp_path / "Mein Kurs" / "work"), "IPYTHONDIR": str(tmp_path / "ipython")}
    manager, client = start_new_kernel(kernel_name="python3", env=os.environ | room)
    try:
        kernel = Kernel(manager, client)
        setup = SETUP.format(tests=str(Path(__file__).parent), root=str(tmp_path / "course"))
        assert kernel.run(setup) == []
        assert kernel.run("%colors nocolor") == []
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


def cell(answer: str, id: str = "product-schemas") -> str:
    """An exercise cell."""
    return f"%%exercise {id}\n{answer}"


def test_the_answers_names_are_bound_over_the_stage(kernel: Kernel) -> None:
    (text,) = kernel.run(cell(ANSWER))
    assert text.startswith("PASS")
    assert "not defined" not in text
    (shown,) = kernel.run(
        textwrap.dedent("""
            import sys
            from workshop import stages
            official = sys.modules["market.schemas.products"]
            (
                stages.loaded(),
                official.ProductCreate is ProductCreate,
                ProductCreate.__module__,
                type(ProductCreate.model_validate({"stock": {"pieces": 2}}).stock) is Stock,
                "BaseModel" in globals(),
            )
        """)
    )
    assert shown == "(2, False, 'market.schemas.products', True, False)"

    # The traceback's line is the cell's, and shows the code that stands there.
    (traceback,) = kernel.run("fail()")
    line = cell(ANSWER).splitlines().index('    raise RuntimeError("here")') + 1
    assert f"line {line}" in traceback
    assert f'{line}     raise RuntimeError("here")' in traceback

    # An answer whose import is not proved binds nothing; another stage's binds nothing and says so.
    kernel.run(cell("unfinished = 1"))
    assert kernel.run("'unfinished' in globals()") == ["False"]
    (text,) = kernel.run(cell("other = 1", "tokens"))
    assert text.startswith("PASS")
    assert "this kernel has loaded stage 02, and the exercise belongs to 01" in text
    assert kernel.run("'other' in globals()") == ["False"]

    # So does one that defines tables.
    (text,) = kernel.run(cell("from market.models import Base\nclass Extra(Base):\n    ...\nother = 1", "the-tables"))
    assert "it defines tables" in text
    assert kernel.run("'other' in globals()") == ["False"]
    assert kernel.run("len(official.__dict__) > 0 and 'Extra' not in dir(sys.modules['market.models'])") == ["True"]

    # What the check could import and this kernel cannot is no accident either.
    (text,) = kernel.run(cell("import sys\nsys.exit(3)"))
    assert text.startswith("PASS")
    assert "running it over the loaded stage raised SystemExit: 3" in text


def test_stop_ends_a_check_and_the_kernel_goes_on(kernel: Kernel) -> None:
    printed, text = kernel.run(cell("wait = True"), interrupt=True)
    assert printed == "waiting\n"
    assert text == "Stopped: no verdict, and nothing was recorded. Change the cell, or run it again."
    assert kernel.run("1 + 1") == ["2"]
    (text,) = kernel.run(cell("unfinished = 1"))
    assert text.startswith("UNFINISHED")

    # The starter comes back as a new cell.
    kernel.run("%reset_exercise product-schemas")
    (payload,) = kernel.payload
    assert payload["source"] == "set_next_input"
    assert payload["text"] == "%%exercise product-schemas\nclass ProductCreate: ..."


def test_over_a_foreign_market_nothing_is_bound(kernel: Kernel) -> None:
    kernel.run("import types; sys.modules['market'] = types.ModuleType('market')")
    (text,) = kernel.run(cell("other = 1"))
    assert text.startswith("PASS")
    assert "Its names are not defined in this notebook" in text
    assert kernel.run("'other' in globals()") == ["False"]
