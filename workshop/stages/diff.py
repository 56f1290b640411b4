"""The difference between two stages: the refactor itself."""

import difflib

from workshop.stages import words
from workshop.stages.folders import StageError, path, resolve, stage
from workshop.stages.markup import folded
from workshop.stages.source import modules


class Diff(str):
    """A unified diff; displays with one part a module that folds."""

    __slots__ = ("parts",)

    parts: dict[str, str]
    """The diff of each module that differs."""

    def __new__(cls, parts: dict[str, str]) -> "Diff":
        """The diffs of modules, by their path below `market/`."""
        text = super().__new__(cls, "\n".join(parts.values()) or words.NO_CHANGES)
        text.parts = parts
        return text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": folded(self.parts) or f"<p>{words.NO_CHANGES}</p>"}


def diff(before: int, after: int, module: str | None = None) -> Diff:
    """What stage `after` has that stage `before` has not, and the other way round, module by module.

    Args:
        before: the older stage.
        after: the newer stage.
        module: only this one, as `routers/markets.py`.

    Raises:
        StageError: no such stage, or neither stage has the module.
    """
    old, new = set(modules(before)), set(modules(after))
    if module is not None and module not in old | new:
        near = difflib.get_close_matches(module, old | new, n=1, cutoff=0.5)
        raise StageError(words.no_such_module(stage(after).id, module, near[0] if near else None))
    chosen = [module] if module is not None else sorted(old | new)
    parts = {one: _unified(before, after, one, one in old, one in new) for one in chosen}
    return Diff({one: text for one, text in parts.items() if text})


def _unified(before: int, after: int, module: str, was: bool, is_: bool) -> str:
    return "\n".join(
        difflib.unified_diff(
            _lines(before, module) if was else [],
            _lines(after, module) if is_ else [],
            f"{stage(before).id}/market/{module}" if was else "/dev/null",
            f"{stage(after).id}/market/{module}" if is_ else "/dev/null",
            lineterm="",
        )
    )


def _lines(number: int, module: str) -> list[str]:
    file = resolve(path(number), module)
    assert file is not None
    return file.read_text(encoding="utf-8").splitlines()
