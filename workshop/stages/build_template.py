"""Builds the template database of the stage on `sys.path`: `python -m workshop.stages.build_template TARGET DATA`."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import NullPool

from workshop import course
from workshop.stages import words
from workshop.stages.folders import StageError
from workshop.stages.seed import fill


def build_template(models: ModuleType, target: Path, *, data: Path | None = None) -> None:
    """Create the tables of `models.metadata` in a new SQLite file, with the rows of `data` (the course's own).

    Raises:
        StageError: the module has no metadata, or there is no data.
    """
    metadata = getattr(models, "metadata", None)
    if not isinstance(metadata, MetaData):
        raise StageError(words.no_metadata(models.__name__))
    # Rollback journal, not WAL: one file is the whole database.
    engine = create_engine(f"sqlite:///{target}", poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        metadata.create_all(connection)
        fill(connection, metadata, data or course.DATA)


if __name__ == "__main__":
    build_template(importlib.import_module("market.models"), Path(sys.argv[1]), data=Path(sys.argv[2]))
