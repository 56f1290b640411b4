"""What the machine must offer: Python, processes, disk, loopback, SQLite."""

import http.server
import os
import platform
import shutil
import socket
import socketserver
import sqlite3
import sys
import sysconfig
import tempfile
import threading
from pathlib import Path

import httpx

from workshop import course
from workshop.doctor.chromium import find_chromium
from workshop.doctor.findings import Finding
from workshop.ports import LOOPBACK
from workshop.words import doctor as words

ENOUGH_MEGABYTES = 200
_MEGABYTE = 1024 * 1024


def python() -> Finding:
    """CPython, 3.11 or newer, with its lock."""
    found = f"{platform.python_implementation()} {platform.python_version()}, {sys.executable}"
    if sys.version_info < (3, 11) or platform.python_implementation() != "CPython":
        return Finding(words.PYTHON, "problem", found, words.python_mend())
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return Finding(words.PYTHON, "problem", words.FREE_THREADED, words.python_mend())
    return Finding(words.PYTHON, found=found)


def processes() -> Finding:
    """Processes of any kind, and whether by fork."""
    if sys.platform in {"emscripten", "wasi"}:
        return Finding(words.PROCESSES, "problem", words.NO_PROCESSES, words.NO_PROCESSES_MEND)
    if not hasattr(os, "fork"):
        return Finding(words.PROCESSES, "note", words.NO_FORK)
    return Finding(words.PROCESSES, found=f"{words.FORK}, {platform.system()} {platform.release()}")


def disk() -> Finding:
    """Space for the room, and for the copies of the database in the temporary folder."""
    free = {place: _free_megabytes(place) for place in (course.room(), Path(tempfile.gettempdir()))}
    place = min(free, key=lambda each: free[each])
    if free[place] < ENOUGH_MEGABYTES:
        return Finding(words.DISK, "problem", words.little_space(place, free[place]), words.DISK_MEND)
    return Finding(words.DISK, found=f"{free[place]} MB")


def _free_megabytes(place: Path) -> int:
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free // _MEGABYTE


def loopback() -> Finding:
    """A request to this machine itself, past whatever proxy the environment names."""
    try:
        with _Greeter() as greeter, httpx.Client(trust_env=False, timeout=5) as client:
            answer = client.get(f"http://{LOOPBACK}:{greeter.port}/")
    except (OSError, httpx.HTTPError) as error:
        return Finding(words.LOOPBACK, "problem", str(error) or type(error).__name__, words.LOOPBACK_MEND)
    if answer.text != _Greeter.TEXT:
        return Finding(words.LOOPBACK, "problem", f"status {answer.status_code}", words.LOOPBACK_MEND)
    try:
        addresses = {str(info[4][0]) for info in socket.getaddrinfo("localhost", None)}
    except OSError:
        addresses = set()
    if not addresses & {LOOPBACK, "::1"}:
        return Finding(words.LOOPBACK, "problem", words.LOCALHOST, words.LOCALHOST_MEND)
    return Finding(words.LOOPBACK, found=LOOPBACK)


class _Greeter:
    """A server that answers every GET with one word."""

    TEXT = "workshop"

    class _Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(_Greeter.TEXT.encode())

        def log_message(self, *_: object) -> None:
            pass

    def __enter__(self) -> "_Greeter":
        # Not HTTPServer, which asks the name service for this machine's name: offline, that takes long.
        self._server = socketserver.TCPServer((LOOPBACK, 0), self._Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def sqlite() -> Finding:
    """RETURNING, on which SQLAlchemy's inserts rely, came with 3.35."""
    if sqlite3.sqlite_version_info < (3, 35):
        return Finding(words.SQLITE, "problem", words.sqlite_old(sqlite3.sqlite_version), words.python_mend())
    return Finding(words.SQLITE, found=sqlite3.sqlite_version)


def chromium() -> Finding:
    """A browser for the browser tests; nobody else needs it."""
    found = find_chromium()
    if found is None:
        return Finding(words.CHROMIUM, "note", words.CHROMIUM_MISSING, words.CHROMIUM_MEND, everywhere=False)
    return Finding(words.CHROMIUM, found=found, everywhere=False)
