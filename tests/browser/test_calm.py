"""`workshop lab` as a newcomer meets it: the first lesson, a quiet screen, and no word to the outside."""

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_process import LabProcess
from pages import LabPage
from playwright.sync_api import Browser

from workshop.lab import FIRST


class Outside:
    """Stands in for every proxy: whatever the server or a kernel asks of the outside comes here, and is counted."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.asked: list[bytes] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def close(self) -> None:
        with socket.create_connection(self._socket.getsockname()) as end:
            end.sendall(b"END")
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection:
                request = connection.recv(4096)
            if request == b"END":
                return
            self.asked.append(request)


@pytest.fixture
def outside() -> Iterator[Outside]:
    made = Outside()
    yield made
    made.close()


def test_the_first_lesson_opens_and_nothing_else_happens(browser: Browser, outside: Outside, tmp_path: Path) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), outside.address)
    with LabProcess(tmp_path / "läb", settings=proxies) as lab, LabPage(browser, lab.base) as tab:
        tab.open(lab.address)
        title = tab.page.locator(".jp-NotebookPanel:visible h1").first.inner_text()
        assert "Start here" in title
        assert tab.page.locator(".jp-DirListing-itemText").first.inner_text().startswith(Path(FIRST).name[:2])
        shown = tab.run(
            tab.new_cell(),
            "import sys, os\n%load_ext workshop\nfrom workshop import stages, course\n"
            "stages.load(1)\nprint(sys.executable, course.room(), sep='\\n')",
        )
        assert shown.last.inner_text().splitlines() == [sys.executable, str(lab.room)]
        tab.picture(tmp_path / "first lesson.png")
        assert tab.notices() == []
        assert tab.outside == []
        assert tab.failed == []
    assert outside.asked == []
    assert list(lab.home.iterdir()) == []
