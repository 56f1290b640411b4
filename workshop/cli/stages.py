"""`workshop stage` and `workshop diff`."""

from typing import Annotated

import typer

from workshop.cli.common import refusing, say
from workshop.ports import PortError
from workshop.room import RoomError
from workshop.words import cli as words

Number = Annotated[int, typer.Argument(metavar="NN", min=1, help="The stage's number, as 01.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The port to use; by default a free one.")]


def stage(number: Number, port: Port = None) -> None:
    """Serve the app of a stage, with a fresh database and a payment gateway of its own, until Ctrl-C."""
    from workshop.cli.serve import serve_stage
    from workshop.stages import StageError

    with refusing(StageError, PortError, RoomError):
        serve_stage(number, port=port, say=say)


def diff(
    older: Annotated[int, typer.Argument(metavar="NN", min=1, help="A stage's number, as 01.")],
    newer: Annotated[int, typer.Argument(metavar="MM", min=1, help="A later stage's number, as 02.")],
    module: Annotated[str | None, typer.Argument(help="Of one module only, as `routers/markets.py`.")] = None,
) -> None:
    """Show what a stage changes in the modules of an earlier one."""
    from workshop import stages

    with refusing(stages.StageError):
        say(str(stages.diff(older, newer, module)).rstrip("\n") or words.SAME)
