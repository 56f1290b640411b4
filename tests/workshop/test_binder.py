"""What Binder runs: the room is made, and what the hub starts serves it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import course
from workshop.lab import CONFIG, FIRST
from workshop.room.unrun import without_outputs

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="repo2docker's scripts are for bash")

BINDER = course.ROOT / "binder"


def start(room: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run `binder/start` as repo2docker does, with `command` in place of the server."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(BINDER / "start"), *command],
        env={**os.environ, "PATH": path, "WORKSHOP_ROOM": str(room), "JUPYTER_CONFIG_PATH": "/etc/hub"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_server_starts_in_the_visitors_room(tmp_path: Path) -> None:
    room = tmp_path / "it's a röom"
    ended = start(
        room, sys.executable, "-c", 'import os; print(os.getcwd(), os.environ["JUPYTER_CONFIG_PATH"], sep="\\n")'
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [str(room), f"{CONFIG}{os.pathsep}/etc/hub"]
    assert (room / FIRST).read_bytes() == without_outputs((course.ROOT / FIRST).read_bytes())


def test_the_server_starts_even_where_no_room_can_be_made(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.write_text("in the way", encoding="utf-8")
    ended = start(room, sys.executable, "-c", 'import os; print(os.getcwd(), "two words")')
    assert (ended.returncode, ended.stdout) == (0, f"{course.ROOT} two words\n")
    assert "in the way" in ended.stderr


def test_the_exit_code_is_the_servers(tmp_path: Path) -> None:
    assert start(tmp_path / "room", sys.executable, "-c", "raise SystemExit(7)").returncode == 7


@pytest.mark.parametrize("script", ["postBuild", "start"])
def test_scripts_can_be_run(script: str) -> None:
    assert os.access(BINDER / script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(BINDER / script)]).returncode == 0


def test_the_server_takes_the_place_of_the_script() -> None:
    assert (BINDER / "start").read_text(encoding="utf-8").rstrip().endswith('exec "$@"')


def test_pythons_version_is_one_that_repo2docker_reads() -> None:
    assert (BINDER / "runtime.txt").read_text(encoding="utf-8") == "python-3.12\n"


def test_the_lock_names_no_host_and_pins_everything() -> None:
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert all("==" in pin and "://" not in pin and not pin.startswith("-") for pin in pins)
    direct = [line for line in (BINDER / "requirements.in").read_text(encoding="utf-8").splitlines() if "==" in line]
    names = {pin.split("==")[0] for pin in pins}
    assert {line.split("==")[0].split("[")[0] for line in direct} <= names
