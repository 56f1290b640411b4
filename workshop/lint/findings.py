"""What a rule of the course linter finds."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.course import ROOT


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be."""

    where: str
    """A file, relative to the course, or an exercise's id."""
    what: str
    mend: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}".rstrip()


def shown(path: Path) -> str:
    """A path as a finding shows it: below the course's folder, where it is there."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(tree: ast.Module, *, at_import_time: bool = False) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, with the line. `at_import_time` leaves out imports inside functions."""
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if at_import_time and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        todo.extend(ast.iter_child_nodes(node))
