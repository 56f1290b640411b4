"""Whether tests that a learner wrote assert anything, as far as their text shows it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_Function = ast.FunctionDef | ast.AsyncFunctionDef

_ASSERTING_CALLS = {"raises", "raise_for_status", "fail", "warns"}
"""Calls that end a test when something is not as it should be: of pytest and of httpx. So does each whose name starts
with `assert`, as in unittest."""

_NAMES = ("id", "attr", "arg", "value")
"""The fields of a node in which a function's name may stand."""


@dataclass(frozen=True)
class Weakness:
    """Why a test cannot fail."""

    kind: Literal["no_tests", "tuple", "compares", "asserts_nothing"]
    line: int = 0
    test: str = ""


def weakness(source: str) -> Weakness | None:
    """The first thing that keeps tests from asserting anything; None if there is none.

    Args:
        source: a test file that Python can read.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Tuple) and node.test.elts:
            return Weakness("tuple", node.lineno)
    tests = list(_tests(tree))
    if not tests:
        return Weakness("no_tests")
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, _Function)}
    for test in tests:
        reached = list(_reached(test, functions))
        if any(_asserts(node) for function in reached for node in ast.walk(function)):
            continue
        for node in ast.walk(test):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare):
                return Weakness("compares", node.lineno, test.name)
        return Weakness("asserts_nothing", test.lineno, test.name)
    return None


def _tests(tree: ast.Module) -> Iterator[_Function]:
    """The functions that pytest collects."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test") else [node]
        for function in inside:
            if isinstance(function, _Function) and function.name.startswith("test"):
                yield function


def _reached(test: _Function, functions: dict[str, _Function]) -> Iterator[_Function]:
    """A test, the functions of its file that it names, and those that they name; fixtures, too.

    A name may stand in a text, as in `usefixtures("order")`. Fixtures with `autouse` are part of each test.
    """
    seen: set[str] = set()
    waiting = [test, *(function for function in functions.values() if _autouse(function))]
    while waiting:
        function = waiting.pop()
        yield function
        for node in ast.walk(function):
            name = next((found for key in _NAMES if (found := getattr(node, key, None))), None)
            if isinstance(name, str) and name in functions and name not in seen:
                seen.add(name)
                waiting.append(functions[name])


def _autouse(function: _Function) -> bool:
    calls = [call for call in function.decorator_list if isinstance(call, ast.Call)]
    return any(keyword.arg == "autouse" for call in calls for keyword in call.keywords)


def _asserts(node: ast.AST) -> bool:
    match node:
        case ast.Assert(test=ast.Constant()):
            return False
        case ast.Assert() | ast.Raise():
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in _ASSERTING_CALLS or name.lower().startswith("assert")
    return False
