"""The rows of `data/*.csv`, as the types that a stage's tables want."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, TypeDecorator
from sqlalchemy.engine import Connection

from workshop.stages import words
from workshop.stages.folders import StageError


def fill(connection: Connection, metadata: MetaData, data: Path) -> None:
    """Insert the seed rows into every table that has a file of its name; columns that only the file has are skipped.

    Raises:
        StageError: `data` holds no CSV file.
    """
    if not any(data.glob("*.csv")):
        raise StageError(words.no_data(data))
    for table in metadata.sorted_tables:
        file = data / f"{table.name}.csv"
        if file.is_file():
            rows = read(file, table)
            if rows:
                connection.execute(table.insert(), rows)


def read(file: Path, table: Table) -> list[dict[str, Any]]:
    """The rows of one file, with the columns that the table has. An empty field is NULL."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        columns = {name: _converter(table.columns[name]) for name in reader.fieldnames or () if name in table.columns}
        return [
            {name: convert(row[name]) if row[name] else None for name, convert in columns.items()} for row in reader
        ]


def _converter(column: "Column[Any]") -> Callable[[str], Any]:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    try:
        python_type = kind.python_type
    except NotImplementedError:  # a type of the stage's own that does not say
        return str
    if python_type is int:
        return int
    if issubclass(python_type, datetime):
        return _moment
    return str


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
