"""A per-user folder for template databases, and the name that each has in it."""

import ast
import hashlib
import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from workshop.stages.folders import resolve


@cache
def cache_folder() -> Path:
    """A folder that is this user's alone; where the usual one is not, one for this process."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    folder = Path(tempfile.gettempdir()) / f"market-templates-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        # In a shared temporary folder somebody else may have made it first, or put a link there.
        mine = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
        if mine and not folder.is_symlink() and os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="market-templates-"))


def put(target: Path, build: Callable[[Path], None]) -> None:
    """Build a file aside and move it into place whole, so that two builders never see half of one."""
    aside = Path(tempfile.mkdtemp(dir=target.parent))
    try:
        fresh = aside / target.name
        build(fresh)
        os.replace(fresh, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def fingerprint(folders: Sequence[Path], module: str, data: Path) -> str:
    """A hash of a module with every module of the stage that it imports, the data, what fills it in, the libraries."""
    digest = hashlib.sha256()
    builders = [Path(__file__).with_name(name) for name in ("seed.py", "build_template.py")]
    files = [*_with_imports(folders, module), *sorted(data.glob("*.csv")), *builders]
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    digest.update(f"{version('sqlalchemy')} {sqlite3.sqlite_version} {platform.python_version()}".encode())
    return digest.hexdigest()[:32]


def _with_imports(folders: Sequence[Path], module: str) -> list[Path]:
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        file = resolve(folders, name)
        if file is not None and name not in found:
            found[name] = file
            waiting.extend(_imports(name, file))
    return [found[name] for name in sorted(found)]


def _imports(module: str, file: Path) -> Iterator[str]:
    """Files below `market/` that a module may import; too many does no harm, one too few would."""
    try:
        tree = ast.parse(file.read_bytes())
    except SyntaxError:
        return  # the build itself says so, with the line
    inside = ["market", *module.removesuffix(".py").split("/")]
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*(inside[: -node.level] if node.level else []), *([node.module] if node.module else [])])
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.startswith("market."):
                yield name.removeprefix("market.").replace(".", "/") + ".py"
