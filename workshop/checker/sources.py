"""How answers, stages and hidden tests are imported: from their source text, never from byte code.

Byte code knows its source by date and size; a file that is saved twice within a second, with the same length, would
be answered for by its older self. Here a module's code is looked up by its text. The warm process compiles the course's
own files while it waits, so that a check finds most of what it imports compiled.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

_codes: dict[str, tuple[bytes, CodeType]] = {}
"""Path to source text and code."""


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        source = self.get_data(path)
        known = _codes.get(path)
        if known is not None and known[0] == source:
            return known[1]
        return self.source_to_code(source, path)


def import_from(folders: Iterable[Path]) -> None:
    """Import whatever lies below these folders from its source text from now on."""
    below = tuple(folders)

    def hook(folder: str) -> FileFinder:
        if not any(Path(folder).is_relative_to(one) for one in below):
            raise ImportError(folder)
        return FileFinder(folder, (_Loader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)


def compile_all(folders: Iterable[Path]) -> Iterator[None]:
    """Compile the files below these folders, one at each step."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            try:
                source = path.read_bytes()
                _codes[str(path)] = source, compile(source, str(path), "exec", dont_inherit=True, optimize=0)
            except (OSError, SyntaxError, ValueError):
                continue  # whoever imports it will hear of it
            yield
