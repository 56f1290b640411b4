"""Whether a module's source defines tables, found without running it: running it would add them to the loaded stage."""

import ast
import importlib
import importlib.util
from collections.abc import Iterator

_MARKS = {"__tablename__", "__table__"}


def defines_tables(tree: ast.Module, package: str) -> bool:
    """Whether it has a declarative class, a new declarative base or a `Table(...)`.

    A base class that the source imports is looked up, so call this with the exercise's stage loaded.

    Args:
        tree: the source.
        package: what relative imports are relative to.
    """
    imported = dict(_imports(tree, package))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if _MARKS & _assigned(node) or any(_is_declarative(_resolve(base, imported)) for base in node.bases):
                return True
        elif isinstance(node, ast.Call) and _makes_table(_resolve(node.func, imported)):
            return True
    return False


def _makes_table(function: object) -> bool:
    from sqlalchemy import Table, orm

    return function in {Table, orm.declarative_base} if callable(function) else False


def _is_declarative(base: object) -> bool:
    from sqlalchemy import orm

    if not isinstance(base, type):
        return False
    return issubclass(base, orm.DeclarativeBase | orm.DeclarativeBaseNoMeta) or hasattr(base, "__mapper__")


def _assigned(node: ast.ClassDef) -> set[str]:
    """The names that a class's body assigns or defines."""
    names: set[str] = set()
    for statement in node.body:
        match statement:
            case ast.Assign(targets=targets):
                names.update(target.id for target in targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.FunctionDef(name=name):
                names.add(name)
    return names


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[str, object]]:
    """What the source imports, by the name that it has there; what cannot be imported is left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.partition(".")[0]
                yield from _import(alias.asname or name, name, None, package)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = "." * node.level + (node.module or "")
                yield from _import(alias.asname or alias.name, name, alias.name, package)


def _import(bound: str, name: str, attribute: str | None, package: str) -> Iterator[tuple[str, object]]:
    try:
        found: object = importlib.import_module(importlib.util.resolve_name(name, package))
        if attribute is not None:
            found = getattr(found, attribute)
    except Exception:  # the check says it better: this only looks for tables
        return
    yield bound, found


def _resolve(node: ast.expr, imported: dict[str, object]) -> object:
    match node:
        case ast.Name(id=name):
            return imported.get(name)
        case ast.Attribute(value=value, attr=attribute):
            return getattr(_resolve(value, imported), attribute, None)
        case _:
            return None
