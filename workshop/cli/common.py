"""What all commands share: output that no terminal can break, and errors that end in exit code 2."""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import NoReturn

import typer

WRONG_USE = 2
INTERRUPTED = 130


def prepare_streams() -> None:
    """Where the terminal's encoding lacks a character, print a `?` rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print a text as it is; at once, also into a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """Say the message of an expected error, without a traceback, and exit with 2."""
    try:
        yield
    except errors as error:
        refuse(str(error))


def refuse(message: str) -> NoReturn:
    """Say on stderr why a command is not carried out.

    Raises:
        Exit: always.
    """
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_USE)
