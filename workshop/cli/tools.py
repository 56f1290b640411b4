"""`workshop lab` and `doctor`."""

from typing import Annotated

import typer

from workshop.cli.common import refusing, say
from workshop.cli.stages import Port
from workshop.ports import PortError
from workshop.room import RoomError


def lab(
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")] = False,
    port: Port = None,
) -> None:
    """Open JupyterLab on your own copy of the course, at the first lesson, until Ctrl-C."""
    from workshop.lab import LabError, serve

    with refusing(RoomError, PortError, LabError):
        serve(browser=not no_browser, port=port, say=say)


def doctor() -> None:
    """Say what is wrong with this machine, and how to mend it. Exits with 1 if something is."""
    from rich.console import Console

    from workshop import doctor as doctors

    result = doctors.run()
    Console().print(result.detailed())
    say(result.conclusion)
    raise typer.Exit(0 if result.well else 1)
