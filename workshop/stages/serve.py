"""`python -m workshop.stages.serve`: imports the app of a stage once, then serves it.

Where the system can fork (`--channel FD`), this process only imports; each server is a fork of it, so that a server
which was killed is back in milliseconds, and two servers cost one import. Elsewhere (`--port N`) it is the server.
"""

import argparse
import contextlib
import importlib
import importlib.util
import os
import shutil
import signal
import socket
import sys
import traceback
from pathlib import Path

from workshop.stages.channel import Channel, ChannelEnd
from workshop.stages.sqllog import SqlLog
from workshop.stages.switch import App
from workshop.stages.worker import work

Loaded = tuple[App, SqlLog]


def main() -> None:
    """Import, report how that went, serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--channel", type=int)
    parser.add_argument("--port", type=int)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    if options.channel is not None:
        sock = socket.socket(fileno=options.channel)
        os.set_inheritable(options.channel, False)
    else:
        sock = socket.create_connection(("127.0.0.1", options.port))
        sock.sendall(sys.stdin.buffer.readline())  # proves to the parent that this is its child
    channel = Channel(sock)
    loaded = _load(channel)
    if loaded is None:
        return
    if options.channel is not None:
        _fork_for_ever(sock, channel, options.folder, loaded)
    else:
        work(*loaded, channel)


def _load(channel: Channel) -> Loaded | None:
    """Import `market.main`; None when that failed, which the channel then knows."""
    spec = importlib.util.find_spec("market")
    if spec is not None and spec.origin is not None:
        # A regular package or module wins over all folders of a namespace package, wherever it stands.
        channel.send({"foreign": spec.origin})
        return None
    try:
        module = importlib.import_module("market.main")
    except BaseException as error:  # SystemExit, too: whatever the stage does at import is reported
        channel.send({"traceback": _traceback(error)})
        return None
    if not hasattr(module, "app"):
        channel.send({"no_app": True})
        return None
    log = SqlLog()
    log.listen()
    channel.send({"imported": True})
    return module.app, log


def _traceback(error: BaseException) -> str:
    """The traceback from the stage's own first line on, without the frames of the import machinery."""
    ours = ("<frozen importlib", str(importlib.__file__), __file__)
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename.startswith(ours):
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames)).strip()


def _fork_for_ever(sock: socket.socket, channel: Channel, folder: Path, loaded: Loaded) -> None:
    """Fork a server for each socket that comes, end one when asked; when the channel ends, so does this process."""
    while True:
        # A message comes whole: the parent waits for each answer, and it is one short line.
        data, handles, _, _ = socket.recv_fds(sock, 1024, 1)
        if not data:
            break
        what, which = data.decode().split()
        if what == "fork":
            child = os.fork()
            if child == 0:
                _serve_forked(sock, handles[0], loaded)
            os.close(handles[0])
            channel.send({"done": which, "pid": child})
        else:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(int(which), signal.SIGKILL)
                os.waitpid(int(which), 0)
            channel.send({"done": which})
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _serve_forked(sock: socket.socket, handle: int, loaded: Loaded) -> None:
    try:
        sock.close()
        with contextlib.suppress(ChannelEnd):
            work(*loaded, Channel(socket.socket(fileno=handle)))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
