"""SQL statements that a stage ran, and a table of those that repeat."""

import html
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from workshop.stages import words


class Statement(NamedTuple):
    """One statement, as it went to the database."""

    sql: str
    parameters: Any
    """A list or a dict; a list of them for a statement that ran with many."""


class Statements(list[Statement]):
    """A list of statements that displays as a table: each different one with how often it ran."""

    def counted(self) -> list[tuple[int, str]]:
        """How often each different SQL text ran; the most frequent first, then in the order of their first run."""
        return [(times, sql) for sql, times in Counter(_one_line(one.sql) for one in self).most_common()]

    def __str__(self) -> str:
        rows = [f"{times:>5} x  {sql}" for times, sql in self.counted()]
        return "\n".join([self._headline(), *rows])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        left = 'style="text-align:left"'
        rows = "".join(
            f"<tr><td>{times}</td><td {left}><code>{html.escape(sql)}</code></td></tr>" for times, sql in self.counted()
        )
        head = f"<tr><th>{words.TIMES}</th><th {left}>{words.STATEMENT}</th></tr>"
        table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
        return f"<p>{self._headline()}</p>{table}"

    def _headline(self) -> str:
        return words.statements(len(self), len(self.counted()))


class Count:
    """The statements of a `with client.count() as seen:` block; complete after the block."""

    def __init__(self) -> None:
        self.statements = Statements()

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __repr__(self) -> str:
        return repr(self.statements)

    def _repr_html_(self) -> str:
        return self.statements._repr_html_()


def _one_line(sql: str) -> str:
    return " ".join(sql.split())
