"""Finding a port on the loopback address, and saying who holds one that is taken."""

import errno
import os
import socket
import sys

LOOPBACK = "127.0.0.1"
_TRIES = 50


class PortError(Exception):
    """The port that was asked for cannot be used; the message says what to do."""


def find_port(asked: int | None, *, first: int, command: str) -> int:
    """A port that can be listened on.

    Args:
        asked: the port that the user named; 0 stands for any. None: the first free one from `first` on.
        first: where to begin.
        command: the command line that was given, for the advice in the error.

    Raises:
        PortError: the port that was asked for is in use, or may not be used.
    """
    if asked is not None:
        try:
            _listen(asked)
        except OSError as error:
            raise PortError(_explain(error, asked, command)) from error
        return asked
    for port in range(first, first + _TRIES):
        try:
            _listen(port)
        except OSError:
            continue
        return port
    return 0


def _listen(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        if os.name == "posix":  # as the servers do; elsewhere it would hide that the port is in use
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((LOOPBACK, port))
        trial.listen(1)


def _explain(error: OSError, port: int, command: str) -> str:
    choose = f"Choose another with `{command} --port {port + 1 if port < 65535 else 8888}`, or leave `--port` out"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program; `{_who(port)}` says by which. {choose}."
    return f"Port {port} may not be used here: {error.strerror}. {choose}."


def _who(port: int) -> str:
    if sys.platform == "win32":
        return f"netstat -ano | findstr :{port}"
    if sys.platform == "darwin":
        return f"lsof -nP -iTCP:{port} -sTCP:LISTEN"
    return f"ss -ltnp sport = :{port}"
