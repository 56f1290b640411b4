"""The rules by which the stages of `market` layer, from shared names to the direction of imports."""

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.catalog import Exercise
from workshop.lint.findings import Finding, imported, parsed, shown

# What a layer of `market` must not import: the arrows point from the routes down to the tables, never back.
FORBIDDEN = {
    "models": ("schemas", "routers", "repositories", "services", "dependencies", "database", "main"),
    "schemas": ("models", "database", "repositories", "services", "dependencies", "routers", "main"),
    "repositories": ("services", "dependencies", "routers", "main"),
    "services": ("dependencies", "routers", "main"),
    "dependencies": ("routers", "main"),
    "payments": ("models", "database", "repositories", "services", "dependencies", "routers", "main"),
    "routers": ("main",),
}


def modules_of(stage: Path) -> list[Path]:
    """The modules that a stage brings, relative to its `market/`, sorted."""
    market = stage / "market"
    return sorted(path.relative_to(market) for path in market.rglob("*.py"))


def is_tombstone(path: Path) -> bool:
    """Whether a module only says that it is gone: it counts as absent."""
    return any(isinstance(node, ast.Raise) and "ModuleNotFoundError" in ast.unparse(node) for node in parsed(path).body)


def check_shapes(stages: Sequence[Path]) -> Iterator[Finding]:
    """No `__init__.py` anywhere; a name is a module in all stages, or a folder in all."""
    shapes: dict[str, tuple[str, Path]] = {}
    for stage in stages:
        for module in modules_of(stage):
            here = stage / "market" / module
            if module.name == "__init__.py":
                yield Finding(shown(here), "An __init__.py hides the same folder of every other stage.", "Delete it.")
            names = [(str(module.with_suffix("")), "a module")]
            names += [(str(folder), "a folder") for folder in module.parents if folder != Path()]
            for name, shape in names:
                first_shape, first = shapes.setdefault(name, (shape, here))
                if first_shape != shape:
                    yield Finding(
                        shown(here),
                        f"market/{name} is {shape} here, and {first_shape} in {shown(first)}.",
                        "The folder would lose without a word: keep the shape that came first.",
                    )


def check_asked_modules(stages: Sequence[Path], exercises: Sequence[Exercise]) -> Iterator[Finding]:
    """A module that an exercise asked for is changed only by a stage whose exercise asks for it again."""
    for stage in stages:
        number = int(stage.name[:2])
        for module in modules_of(stage):
            asked = [exercise for exercise in exercises if exercise.module == module.as_posix()]
            before = [exercise.id for exercise in asked if exercise.stage < number]
            if before and not any(exercise.stage == number for exercise in asked):
                yield Finding(
                    shown(stage / "market" / module),
                    f"The exercise {before[-1]} asked for this module, and its answer would be thrown away.",
                    "Put the change into another module, or let an exercise of this stage ask for it again.",
                )


def check_directions(stages: Sequence[Path]) -> Iterator[Finding]:
    """From stage 02 on, no layer imports one above it."""
    for stage in stages:
        if stage.name.startswith("01"):
            continue
        for module in modules_of(stage):
            path = stage / "market" / module
            layer = module.parts[0].removesuffix(".py")
            for name, line in imported(parsed(path)):
                parts = name.split(".")
                if parts[0] == "market" and len(parts) > 1 and parts[1] in FORBIDDEN.get(layer, ()):
                    yield Finding(
                        f"{shown(path)}:{line}",
                        f"{layer} imports market.{parts[1]}.",
                        "A layer imports what is below it.",
                    )


def check_readmes(stages: Sequence[Path]) -> Iterator[Finding]:
    """Each stage says why, what it costs, and when not to."""
    for stage in stages:
        readme = stage / "README.md"
        if not readme.is_file() or not readme.read_text(encoding="utf-8").strip():
            yield Finding(shown(readme), "The stage has no README.", "Say why, what it costs, when not to.")


def check_imports(files: Sequence[Path], allowed: Sequence[str], who: str) -> Iterator[Finding]:
    """Files that speak HTTP alone, such as the contract's tests, import only what is allowed."""
    for path in files:
        for name, line in imported(parsed(path)):
            top = name.split(".")[0]
            if top not in allowed and not _is_standard(top):
                yield Finding(f"{shown(path)}:{line}", f"{who} imports {top}.", f"It may import: {', '.join(allowed)}.")


def check_tool_is_free_of_market(files: Sequence[Path]) -> Iterator[Finding]:
    """`workshop` never imports `market` at import time: there is a stage a process, and it is chosen later."""
    for path in files:
        for name, line in imported(parsed(path), at_import_time=True):
            if name.split(".")[0] == "market":
                yield Finding(f"{shown(path)}:{line}", "workshop imports market.", "Import it inside the function.")


def _is_standard(top: str) -> bool:
    return top in sys.stdlib_module_names
