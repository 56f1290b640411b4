"""JupyterLab in this process, on the learner's room."""

import os
import secrets
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from workshop import course
from workshop.lab.environment import FIRST, environment
from workshop.ports import LOOPBACK, find_port
from workshop.room import make_room
from workshop.words import lab as words

FIRST_PORT = 8888


class LabError(Exception):
    """JupyterLab cannot be started; the message says what to do."""


def serve(*, browser: bool = True, port: int | None = None, say: Callable[[str], None] = print) -> None:
    """Make the room ready and serve it until Ctrl-C.

    Args:
        browser: open the first lesson in the user's browser.
        port: the port to use; None takes a free one, or the one of the Lab that serves this room already.
        say: shows a text to the user.

    Raises:
        RoomError: the room cannot be made.
        PortError: `port` is in use.
        LabError: JupyterLab is not installed.
    """
    room = make_room(course.room())
    for note in room.notes():
        say(note)
    found = find_port(port, first=FIRST_PORT, command="workshop lab")
    os.environ.update(environment(room.path, os.environ, own_home=True))
    lab = _lab_app()
    running = next(_running(room.path), None) if port is None else None
    if running is not None:
        say(words.already_open(running))
        if browser:
            webbrowser.open(running)
        return
    token = secrets.token_hex(24)
    os.environ["JUPYTER_TOKEN"] = token
    server = lab.initialize_server(argv=_arguments(room.path, found, browser=browser, fixed=port is not None))
    # Jupyter binds its port in a callback that was queued before this one: once it is said, the address answers.
    server.io_loop.add_callback(lambda: say(words.opened(_address(server.port, token))))
    server.start()


def _lab_app() -> Any:
    try:
        from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]
    except ImportError as error:
        raise LabError(words.NOT_INSTALLED) from error
    return LabApp


def _arguments(room: Path, port: int, *, browser: bool, fixed: bool) -> list[str]:
    return [
        f"--ServerApp.root_dir={room}",
        f"--ServerApp.ip={LOOPBACK}",
        f"--ServerApp.port={port}",
        f"--ServerApp.port_retries={0 if fixed else 50}",
        f"--ServerApp.open_browser={browser}",
        # One Ctrl-C ends it; it listens on loopback only, so root (a container) need not be refused.
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",
        "--Application.log_level=ERROR",
    ]


def _address(port: int, token: str) -> str:
    return f"http://{LOOPBACK}:{port}/lab/tree/{FIRST}?token={token}"


def _running(room: Path) -> Iterator[str]:
    """The addresses of servers on this room that answer."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers(runtime_dir=os.environ["JUPYTER_RUNTIME_DIR"]):
        if Path(server["root_dir"]) != room:
            continue
        try:
            with httpx.Client(trust_env=False, timeout=2) as client:
                answer = client.get(f"{server['url']}api/status", params={"token": server["token"]})
        except httpx.HTTPError:
            continue
        if answer.is_success:
            yield _address(server["port"], server["token"])
