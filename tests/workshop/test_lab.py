"""JupyterLab on the room: a real server, asked over HTTP. What the page does is seen in tests/browser."""

import json
import os
import shutil
import socket
import sys
from pathlib import Path

import pytest
from lab_process import LabProcess

from workshop import course
from workshop.lab import CONFIG, FIRST, LabError, environment, serve
from workshop.ports import LOOPBACK, PortError
from workshop.room.unrun import without_outputs


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course in a folder whose path has blanks and letters beyond ASCII."""
    folder = tmp_path_factory.mktemp("my clones") / "Kürs 講座"
    for name in ("workshop", "notebooks", "exercises", "solutions", "data", "binder"):
        shutil.copytree(course.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "läb"


def test_the_server_serves_the_room_and_nothing_of_the_user_or_the_outside(clone: Path, folder: Path) -> None:
    other = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    other.parent.mkdir(parents=True)
    other.write_text('{"argv": ["false"], "display_name": "Not ours", "language": "python"}', encoding="utf-8")
    nowhere = f"http://{LOOPBACK}:9"
    settings = {
        "JUPYTER_PATH": str(folder / "jupyter"),
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "ALL_PROXY": "socks5://127.0.0.1:9",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Chatham",
    }
    with LabProcess(folder, settings=settings, root=clone) as lab:
        assert lab.path == FIRST
        listing = lab.get("/api/contents/").json()
        assert {entry["name"] for entry in listing["content"]} == {"notebooks", "exercises"}
        assert lab.get(f"/api/contents/{FIRST}").json()["type"] == "notebook"
        specs = lab.get("/api/kernelspecs").json()["kernelspecs"]
        assert list(specs) == ["python3"]
        assert specs["python3"]["spec"]["argv"][0] == sys.executable
        assert lab.get("/lab/api/news").json() == {"news": []}
        assert lab.get("/lab/api/update").json() == {"notification": None}
        assert lab.get("/lab/api/plugins").is_success
        notification = lab.get("/lab/api/settings/@jupyterlab/apputils-extension:notification").json()["schema"]
        assert notification["properties"]["fetchNews"]["default"] == "false"
        assert notification["properties"]["checkForUpdates"]["default"] is False
        with LabProcess(folder, root=clone) as second:
            assert second.address == lab.address
            assert "already open" in second.output
        assert lab.end() == 0
    assert lab.output.count("\n\n") == 2, lab.output  # the address, and not a word more
    assert list(lab.home.iterdir()) == []
    assert (lab.room / FIRST).read_bytes() == without_outputs((clone / FIRST).read_bytes())


def test_a_port_in_use_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_ROOM", str(folder))
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortError, match=f"Port {port} is in use .* `workshop lab --port {port + 1}`"):
            serve(browser=False, port=port)


def test_without_jupyterlab(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_ROOM", str(folder))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    with pytest.raises(LabError, match=r"JupyterLab is not installed for .* `uv run workshop lab`"):
        serve(browser=False, say=lambda text: None)


def test_on_a_hub_what_the_hub_has_set_stays(tmp_path: Path) -> None:
    base = {"JUPYTER_CONFIG_PATH": "/etc/hub", "PATH": "/bin"}
    made = environment(tmp_path, base, own_home=False)
    assert made["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(CONFIG), "/etc/hub"]
    assert made["PATH"] == "/bin"
    assert "JUPYTER_CONFIG_DIR" not in made
    assert Path(made["JUPYTERLAB_SETTINGS_DIR"]).is_relative_to(tmp_path)
    assert Path(made["JUPYTERLAB_WORKSPACES_DIR"]).is_relative_to(tmp_path)


def test_the_settings_are_files_that_jupyter_reads() -> None:
    overrides = json.loads((CONFIG / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/notebook-extension:tracker"]["codeCellConfig"]["lineNumbers"] is True
    compile((CONFIG / "jupyter_server_config.py").read_text(encoding="utf-8"), "config", "exec")
