"""What a run of hidden tests is about; the checker makes one a check."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from workshop.kit.blame import Code


@dataclass(frozen=True)
class Context:
    """The surroundings of the hidden tests."""

    seed: int
    """Ids, names and counts of the tests' data come from it."""
    scratch: Path
    """A folder that may be written to; it is removed after the check."""
    module: str | None = None
    """The answer's dotted name, as `market.schemas.products`."""
    template: Path | None = None
    """The stage's database, full of the seed data; it is copied, never opened."""
    code: Code = field(default_factory=lambda: Code(None))


KEY = pytest.StashKey[Context]()
"""Where pytest's config keeps the context."""
