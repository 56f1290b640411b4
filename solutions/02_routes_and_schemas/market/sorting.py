"""From a `sort` parameter to ORDER BY."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute


def ordering(sort: str, columns: Mapping[str, InstrumentedAttribute[Any]]) -> ColumnElement[Any]:
    """Choose the column that `sort` names; a leading `-` means descending.

    Raises:
        KeyError: `columns` has no such name. Check `sort` before, against a closed set.
    """
    column = columns[sort.removeprefix("-")]
    return column.desc() if sort.startswith("-") else column.asc()
