"""`python -m workshop.notebooks refresh [FILE…]`."""

from pathlib import Path
from typing import Annotated

import typer

from workshop.course import NOTEBOOKS
from workshop.notebooks.form import check_lesson
from workshop.notebooks.run import NotebookFailed
from workshop.notebooks.run import refresh as refresh_one

app = typer.Typer(add_completion=False, help="For authors: run the lessons and write their outputs.")


@app.callback()
def main() -> None:
    """Keep `refresh` a command of its own."""


@app.command()
def refresh(files: Annotated[list[Path] | None, typer.Argument(help="Default: every lesson.")] = None) -> None:
    """Execute lessons from top to bottom in fresh kernels, and write their outputs."""
    failed = False
    for file in files or sorted(NOTEBOOKS.glob("*.ipynb")):
        try:
            changed = refresh_one(file)
        except (NotebookFailed, OSError) as error:
            typer.echo(f"{file.name}: {error}", err=True)
            failed = True
            continue
        typer.echo(f"{file.name}: {'written' if changed else 'as it was'}")
        for finding in check_lesson(file):
            typer.echo(f"  {finding}", err=True)
            failed = True
    raise typer.Exit(1 if failed else 0)


if __name__ == "__main__":
    app()
