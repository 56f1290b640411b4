"""`workshop bench`."""

from typing import Annotated

import typer

from workshop.cli.common import refusing, say

bench = typer.Typer(help="Measure the course's own tools.", no_args_is_help=True)


@bench.callback()
def _group() -> None:
    """Measure the course's own tools."""


@bench.command()
def checker(as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False) -> None:
    """The checker against cold pytest, and against the same tests in a process that never forks. Takes a minute."""
    from workshop.bench.checker import BenchError, measure_checker
    from workshop.bench.figures import as_text

    with refusing(BenchError):
        figures = measure_checker()
    say(figures.model_dump_json() if as_json else as_text(figures))
