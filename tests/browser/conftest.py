"""A real Chromium. Where there is none the tests are skipped; with WORKSHOP_REQUIRE_BROWSER=1 they fail."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from workshop.doctor.chromium import find_chromium
from workshop.words.doctor import CHROMIUM_MEND

_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Whatever a page asks of the outside fails at once, and the tests see that it asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this run."""
    path = find_chromium()
    if path is None:
        message = f"there is no Chromium on this machine. {CHROMIUM_MEND}"
        if os.environ.get("WORKSHOP_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*_ARGUMENTS, *(["--no-sandbox"] if root else [])]
        )
        yield chromium
        chromium.close()
