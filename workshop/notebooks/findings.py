"""What a check of a notebook finds."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a notebook."""

    file: Path
    cell: str | None
    """The cell's id; None for the notebook as a whole."""
    text: str

    def __str__(self) -> str:
        """As one line, the file's name first."""
        return f"{self.file.name}{'' if self.cell is None else f', cell {self.cell}'}: {self.text}"
