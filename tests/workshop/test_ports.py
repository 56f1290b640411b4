"""Finding a port, and what is said about one that is taken."""

import errno
import os
import socket
from collections.abc import Iterator

import pytest

from workshop import ports
from workshop.ports import LOOPBACK, PortError, find_port


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_says_how_to_find_its_owner_and_how_to_choose_another(taken: int) -> None:
    with pytest.raises(PortError) as caught:
        find_port(taken, first=1, command="workshop stage 02")
    assert f"Port {taken} is in use by another program" in str(caught.value)
    assert f":{taken}" in str(caught.value)
    assert f"`workshop stage 02 --port {taken + 1}`" in str(caught.value)


def test_without_a_wish_a_taken_port_is_passed_over(taken: int) -> None:
    found = find_port(None, first=taken, command="workshop lab")
    assert taken < found < taken + 50


def test_a_free_port_is_granted(taken: int) -> None:
    free = find_port(None, first=taken, command="workshop lab")
    assert find_port(free, first=1, command="workshop lab") == free


def test_any_port_will_do_when_all_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(port: int) -> None:
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(ports, "_listen", refuse)
    assert find_port(None, first=8888, command="workshop lab") == 0


def test_a_port_that_may_not_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(port: int) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(ports, "_listen", refuse)
    with pytest.raises(PortError, match="Port 80 may not be used here: Permission denied"):
        find_port(80, first=1, command="workshop lab")


@pytest.mark.parametrize(("platform", "program"), [("linux", "ss "), ("darwin", "lsof "), ("win32", "netstat ")])
def test_each_system_is_asked_in_its_own_way(
    monkeypatch: pytest.MonkeyPatch, taken: int, platform: str, program: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    with pytest.raises(PortError, match=f"`{program}"):
        find_port(taken, first=1, command="workshop lab")
