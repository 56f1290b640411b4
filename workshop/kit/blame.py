"""From an exception to the line that the reader can do something about."""

import linecache
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType


@dataclass(frozen=True)
class Line:
    """A line of code: where it is, and what stands there."""

    file: str
    """The answer's own file: empty. Another module of the app: its path, as `market/main.py`."""
    number: int
    code: str


@dataclass(frozen=True)
class Code:
    """Whose code is whose: the answer's file, and the folders of the app's other modules."""

    answer: Path | None
    app: tuple[Path, ...] = ()

    def line(self, error: BaseException) -> Line | None:
        """The innermost line of the answer in an exception's traceback, or in what caused it.

        Where the answer has none, the innermost of the app; None where that has none either.
        """
        frames = [frame for link in _chain(error) for frame in traceback.walk_tb(link.__traceback__)]
        own = [self._line(frame.f_code.co_filename, number) for frame, number in frames]
        found = [line for line in own if line is not None]
        return next((line for line in reversed(found) if not line.file), found[-1] if found else None)

    def place(self, file: str, number: int) -> Line | None:
        """A line of the answer or of the app; None for anybody else's."""
        return self._line(file, number)

    def _line(self, file: str, number: int) -> Line | None:
        path = Path(file)
        if self.answer is not None and path == self.answer:
            return Line("", number, linecache.getline(file, number).strip())
        for folder in self.app:
            if path.is_relative_to(folder):
                return Line(path.relative_to(folder).as_posix(), number, linecache.getline(file, number).strip())
        return None


def _chain(error: BaseException) -> Iterable[BaseException]:
    """An exception's causes, the first cause first; of a group, its first member too."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        if isinstance(link, BaseExceptionGroup):
            link = link.exceptions[0]
        else:
            link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return reversed(links)


def summary(error: BaseException, *, limit: int = 300) -> str:
    """An exception's type and first line of text, as Python shows it, at most `limit` characters."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    try:
        text = " ".join(str(error).split())
    except Exception:  # an answer's own exception class may fail here
        text = ""
    shown = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return shown if len(shown) <= limit else shown[: limit - 2] + " …"


def without_frames_of_ours(trace: TracebackType | None, code: Code) -> list[Line]:
    """The lines of the answer and the app in a traceback, outermost first."""
    lines = (code.place(frame.f_code.co_filename, number) for frame, number in traceback.walk_tb(trace))
    return [line for line in lines if line is not None]
