"""Reads the database of a stage from outside."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(database: Path, sql: str, *arguments: Any) -> list[dict[str, Any]]:
    """What is truly in a SQLite file: read over a fresh connection that cannot change it."""
    # Opened for writing all the same: after a crash, whoever opens the file first rolls back what was half done.
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("PRAGMA query_only = ON")
        cursor = connection.execute(sql, arguments)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]
