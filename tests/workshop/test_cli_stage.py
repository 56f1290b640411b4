"""`workshop stage`: a real app under uvicorn, with a database and a gateway of its own."""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from workshop import course
from workshop.gateway import GatewayControl

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends a signal to a process, as Ctrl-C does")

SECONDS = 60


class Served:
    """What `workshop stage` printed, and how to talk to what it serves."""

    def __init__(self, process: subprocess.Popen[str], text: str) -> None:
        self.process = process
        self.address = re.search(r"is served at (\S+)", text)[1]
        self.gateway = GatewayControl(re.search(r"payment gateway +(\S+)", text)[1])
        self.database = Path(re.search(r"its database +(.+) \(fresh", text)[1])
        self.curl = re.search(r"curl .*-d username=(\S+) -d password=(\S+) (\S+/token)", text)
        self.http = httpx.Client(base_url=self.address, trust_env=False, timeout=SECONDS)

    def sign_in(self) -> None:
        email, password, path = self.curl.groups()
        answer = self.http.post(path, data={"username": email, "password": password})
        self.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C.

        Returns:
            The exit code, and what was printed since.
        """
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, rest


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A stage, by its number."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "stage", request.param],
        env={**os.environ, "WORKSHOP_ROOM": str(tmp_path / "röom"), "HTTP_PROXY": "http://127.0.0.1:9"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        bufsize=1,
    )
    text = ""
    for line in process.stdout:
        text += line
        if "Ctrl-C ends it" in line:
            break
    try:
        assert "Ctrl-C ends it" in text, text
        served = Served(process, text)
        with served.http, served.gateway:
            yield served
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("served", ["01", "02"], indirect=True)
def test_what_it_says_works_and_ctrl_c_ends_it(served: Served) -> None:
    served.sign_in()
    me = served.http.get("/me").json()
    product = served.http.get("/products", params={"limit": 1}).json()["items"][0]
    order = served.http.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert (me["id"], order["status"]) == (2, "paid")
    assert len(served.gateway.charges()) == 1
    with contextlib.closing(sqlite3.connect(served.database)) as database:
        assert database.execute("SELECT status FROM orders WHERE id = ?", (order["id"],)).fetchone() == ("paid",)
    assert served.database.is_relative_to(served.database.parents[2] / "stages")
    code, rest = served.end()
    assert code == 0
    assert rest.endswith("Ended.\n")
    assert "Traceback" not in rest


@pytest.mark.parametrize("served", ["01"], indirect=True)
def test_ctrl_c_ends_a_stage_that_waits_for_a_hung_payment(served: Served) -> None:
    served.sign_in()
    product = served.http.get("/products", params={"limit": 1}).json()["items"][0]
    served.gateway.hold(2)

    def order() -> None:
        with contextlib.suppress(httpx.HTTPError):
            served.http.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]})

    customer = threading.Thread(target=order)
    customer.start()
    assert served.gateway.wait_held(1, SECONDS) == 1
    code, rest = served.end()
    customer.join(SECONDS)
    assert not customer.is_alive()
    assert code == 0
    assert rest.endswith("Ended.\n")


def test_the_room_is_not_the_courses_folder() -> None:
    assert Path(os.environ["WORKSHOP_ROOM"]) != course.ROOT / "work"
