"""An answer runs as a module that is not registered, and its forward references are its own."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from workshop.magics.module import public_names, run_module
from workshop.magics.tables import defines_tables

NAME = "shop_of_the_test.schemas"


@pytest.fixture
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The loaded stage's own module of that name, with a class `Line` of its own."""
    package = tmp_path / "shop_of_the_test"
    package.mkdir()
    text = "from pydantic import BaseModel\nclass Line(BaseModel):\n    official: int\n"
    (package / "schemas.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import importlib

    module = importlib.import_module(NAME)
    yield module
    for name in (NAME, "shop_of_the_test"):
        sys.modules.pop(name, None)


def run(source: str) -> ModuleType:
    """Run an answer of that name."""
    return run_module(source, NAME, "<cell>")


def test_the_stages_own_module_stays_what_it_was(official: ModuleType) -> None:
    answer = run("x = 1\n")
    assert answer.x == 1
    assert answer.__name__ == NAME
    assert answer.__package__ == "shop_of_the_test"
    assert sys.modules[NAME] is official
    assert sys.modules["shop_of_the_test"].schemas is official


def test_a_name_that_was_free_is_free_again() -> None:
    run_module("x = 1\n", "no_such_package.at_all", "<cell>")
    assert "no_such_package.at_all" not in sys.modules


def test_it_is_taken_back_after_an_error(official: ModuleType) -> None:
    with pytest.raises(ZeroDivisionError):
        run("1 / 0\n")
    assert sys.modules[NAME] is official


@pytest.mark.parametrize("future", ["", "from __future__ import annotations\n"])
def test_forward_references_meet_the_answers_own_classes(official: ModuleType, future: str) -> None:
    answer = run(
        future
        + """
from pydantic import BaseModel

class Order(BaseModel):
    lines: list["Line"]

class Line(BaseModel):
    quantity: int
"""
    )
    order = answer.Order.model_validate({"lines": [{"quantity": 2}]})
    assert type(order.lines[0]) is answer.Line
    assert order.lines[0].quantity == 2


def test_dataclasses_and_type_hints_meet_the_answers_own_classes(official: ModuleType) -> None:
    answer = run(
        """
from __future__ import annotations
import typing
from dataclasses import dataclass
from typing import ClassVar
import pydantic.dataclasses

@pydantic.dataclasses.dataclass
class Order:
    line: Line

@dataclass
class Plain:
    line: Line
    limit: ClassVar[int] = 3

@pydantic.dataclasses.dataclass
class Line:
    quantity: int

hints = typing.get_type_hints(Plain)
"""
    )
    assert answer.hints["line"] is answer.Line
    assert answer.Plain.limit == 3
    assert type(answer.Order(line={"quantity": 2}).line) is answer.Line


def test_prints_and_warnings_are_not_said_a_second_time(
    official: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import warnings\nprint('hello')\nwarnings.warn('careful')\n")
    assert capsys.readouterr().out == ""


def test_public_names_are_what_the_answer_defines() -> None:
    source = """
from pydantic import BaseModel
import json as codec
_private = 1
LIMIT: int = 3
a, (b, *c) = 1, (2, 3)
class Product(BaseModel):
    inner: int = 1
def route(argument=1):
    local = 2
async def other(): ...
if LIMIT:
    chosen = 4
    def in_a_branch(): ...
for number in range(2):
    pass
with open(__import__("os").devnull) as file:
    pass
"""
    names = public_names(run_module(source, "free_name", "<cell>"), ast.parse(source))
    expected = {"LIMIT", "a", "b", "c", "Product", "route", "other", "chosen", "in_a_branch", "number", "file"}
    assert set(names) == expected


def test_all_decides_what_is_public() -> None:
    source = "from json import dumps\n__all__ = ['dumps', '_mine', 'absent']\n_mine = 1\nother = 2\n"
    assert set(public_names(run_module(source, "free_name", "<cell>"), ast.parse(source))) == {"dumps", "_mine"}


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ...\n",
        "import sqlalchemy.orm\nclass Base(sqlalchemy.orm.DeclarativeBase): ...\n",
        "import sqlalchemy.orm as orm\nclass Base(orm.DeclarativeBaseNoMeta): ...\n",
        "from somewhere import Base\nclass Product(Base):\n    __tablename__ = 'products'\n",
        "from somewhere import Base\nclass Product(Base):\n    __tablename__: str = 'products'\n",
        "if True:\n    from sqlalchemy import Table as T, MetaData\n    products = T('products', MetaData())\n",
        "import sqlalchemy as sa\nproducts = sa.Table('products', sa.MetaData())\n",
        "from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n",
        "from .models_of_the_stage import Row\nclass Product(Row): ...\n",
    ],
)
def test_tables_are_found_without_running_them(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tables_of_the_test"
    package.mkdir()
    (package / "models_of_the_stage.py").write_text("class Row:\n    __mapper__ = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert defines_tables(ast.parse(source), "tables_of_the_test")


@pytest.mark.parametrize(
    "source",
    [
        "from pydantic import BaseModel\nclass Product(BaseModel):\n    name: str\n",
        "from sqlalchemy import Table, select\ndef read(table: Table): return select(table)\n",
        "import nowhere\nclass Product(nowhere.Base): ...\n",
        "class Table: ...\nTable()\n",
        "def make(name): return {}[name]()()\n",
    ],
)
def test_what_only_uses_tables_defines_none(source: str) -> None:
    assert not defines_tables(ast.parse(source), "")
