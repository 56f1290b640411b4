"""Is every exercise whole: its tests, its right and wrong answers, its starter?"""

import ast
from collections.abc import Iterator
from pathlib import Path

from workshop.catalog import Exercise
from workshop.course import SOLUTIONS
from workshop.lint.findings import Finding, parsed, shown

FEWEST = {"right": 3, "wrong": 5}


def check_files(exercise: Exercise) -> Iterator[Finding]:
    """The folder holds the hidden tests and enough answers of both kinds."""
    if exercise.kind == "text":
        return
    if not exercise.tests.is_dir():
        yield Finding(exercise.id, f"There is no {shown(exercise.tests)}.", "Add its tests and answers there.")
        return
    if exercise.kind == "module":
        tests = sorted(exercise.tests.glob("test_*.py"))
        if not tests:
            yield Finding(exercise.id, "It has no hidden tests.", f"Add {shown(exercise.tests)}/test_….py.")
        for path in tests:
            yield from check_hidden_tests(path)
        if exercise.module is not None and not any(
            (stage / "market" / exercise.module).is_file() for stage in SOLUTIONS.iterdir()
        ):
            yield Finding(exercise.id, f"No stage has market/{exercise.module}.", "Add the official version.")
    fewest = FEWEST if exercise.kind != "quiz" else {"right": 1, "wrong": 1}
    for kind, number in fewest.items():
        answers = [path for path in (exercise.tests / kind).glob("*") if path.suffix in (".py", ".txt")]
        if len(answers) < number:
            yield Finding(exercise.id, f"It has {len(answers)} {kind}/ answers.", f"It takes at least {number}.")


def check_hidden_tests(path: Path) -> Iterator[Finding]:
    """Each test says its requirement, and fails in words: a bare `assert` would show only itself."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Assert):
            yield Finding(
                f"{shown(path)}:{node.lineno}",
                "A bare assert has no words for the learner.",
                "Use workshop.kit.expect.",
            )
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("test") and not ast.get_docstring(node):
            yield Finding(
                f"{shown(path)}:{node.lineno}",
                f"{node.name} has no docstring.",
                "Write the requirement in its first line.",
            )
