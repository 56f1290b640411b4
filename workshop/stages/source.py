"""The source of a stage's module, or a part of it, as a notebook shows it: from the file that is tested."""

import ast
import difflib
from typing import Any

from workshop.stages import words
from workshop.stages.folders import StageError, path, resolve, stage
from workshop.stages.markup import code


class Source(str):
    """Source text that knows where it stands in its file, and displays with its line numbers."""

    __slots__ = ("first", "module")

    module: str
    first: int
    """Number of the first line."""

    def __new__(cls, text: str, module: str = "", first: int = 1) -> "Source":
        """Text of a module from line `first` on."""
        source = super().__new__(cls, text)
        source.module, source.first = module, first
        return source

    def numbered(self) -> str:
        """The lines with their numbers."""
        lines = self.splitlines()
        width = len(str(self.first + len(lines)))
        return "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, self.first))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # IPython prints a str by its own rule, and that rule wins over the bundle's text/plain.
        printer.text(self.numbered())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.numbered(), "text/html": code(self, self.first)}


def source(number: int, module: str, *, lines: tuple[int, int] | None = None, name: str | None = None) -> Source:
    """The source of a module, as `routers/markets.py`, of a stage: from the first of its folders that has it.

    Args:
        number: the stage.
        module: path below `market/`.
        lines: first and last line, both included.
        name: a function, class or method (`Order.total`) to show, with its decorators.

    Raises:
        StageError: the stage has no such module, or the module no such name; the nearest is named.
    """
    file = resolve(path(number), module)
    text = file.read_text(encoding="utf-8") if file else ""
    if file is None or removed(text):
        near = difflib.get_close_matches(module, modules(number), n=1, cutoff=0.5)
        raise StageError(words.no_such_module(stage(number).id, module, near[0] if near else None))
    if name is not None:
        lines = _lines_of(text, module, name)
    if lines is None:
        return Source(text, module)
    first, last = lines
    return Source("".join(text.splitlines(keepends=True)[first - 1 : last]), module, first)


def modules(number: int) -> list[str]:
    """Every module that a stage resolves, as paths below `market/`, sorted. Removed ones do not count."""
    found: set[str] = set()
    folders = path(number)
    for folder in folders:
        market = folder / "market"
        found.update(file.relative_to(market).as_posix() for file in market.rglob("*.py"))
    return sorted(
        module for module in found if (file := resolve(folders, module)) and not removed(file.read_text("utf-8"))
    )


def removed(text: str) -> bool:
    """Whether a module is the tombstone by which a stage removes it: it does nothing but raise ModuleNotFoundError."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return False
    statements = [one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    match statements:
        case [ast.Raise(exc=ast.Call(func=ast.Name(id="ModuleNotFoundError")) | ast.Name(id="ModuleNotFoundError"))]:
            return True
    return False


def _lines_of(text: str, module: str, name: str) -> tuple[int, int]:
    body: list[ast.stmt] = ast.parse(text).body
    found: ast.stmt | None = None
    for part in name.split("."):
        found = next((one for one in body if getattr(one, "name", None) == part), None)
        if not isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            raise StageError(words.no_such_name(module, name))
        body = found.body
    assert isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    first = min([found.lineno, *(decorator.lineno for decorator in found.decorator_list)])
    return first, found.end_lineno or first
