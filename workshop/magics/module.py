"""An answer as a module that is not registered: run beside the loaded stage, whose own module stays what it was."""

import ast
import contextlib
import importlib
import io
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType


def run_module(source: str, name: str, filename: str) -> ModuleType:
    """Run an answer's source under its market name.

    The name is the answer's only while it runs, because pydantic, dataclasses and typing look up forward references
    in `sys.modules[cls.__module__]`: found there, the stage's own module would lend its classes to the answer's.

    Args:
        source: the module's text.
        name: its dotted name, as `market.schemas.products`.
        filename: what tracebacks name as its file.

    Raises:
        Exception: whatever the source raises.
    """
    module = ModuleType(name)
    module.__package__ = name.rpartition(".")[0]
    module.__file__ = filename
    with contextlib.suppress(Exception):  # first, so that nothing that the answer imports meets the answer instead
        importlib.import_module(name)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # the check has shown them, and what it printed
        code = compile(source, filename, "exec", dont_inherit=True)
        with _registered(module):
            exec(code, module.__dict__)
            _complete(module)
    return module


def public_names(module: ModuleType, tree: ast.Module) -> dict[str, object]:
    """What the answer itself defines, by name: its `__all__`, or all that has no leading underscore; no imports."""
    chosen = module.__dict__.get("__all__")
    if chosen is None:
        chosen = {name for name in _defined(tree.body) if not name.startswith("_")}
    return {name: module.__dict__[name] for name in chosen if name in module.__dict__}


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    """The names that statements of a module bind, other than by import."""
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import() | ast.ImportFrom():
                pass
            case _:
                for node in ast.walk(statement):
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                        yield node.id
                    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                        yield node.name


@contextlib.contextmanager
def _registered(module: ModuleType) -> Iterator[None]:
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        if before is None:
            sys.modules.pop(module.__name__, None)
        else:
            sys.modules[module.__name__] = before


def _complete(module: ModuleType) -> None:
    """Resolve the forward references that pydantic has put off; later the name is the stage's module again."""
    from pydantic import BaseModel
    from pydantic.dataclasses import is_pydantic_dataclass, rebuild_dataclass

    for thing in list(module.__dict__.values()):
        if not isinstance(thing, type) or thing.__module__ != module.__name__:
            continue
        if issubclass(thing, BaseModel):
            thing.model_rebuild(raise_errors=False, _types_namespace=module.__dict__)
        elif is_pydantic_dataclass(thing):
            rebuild_dataclass(thing, raise_errors=False, _types_namespace=module.__dict__)
