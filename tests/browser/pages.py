"""JupyterLab as its user sees it: open a notebook, write into a cell, run it, read what it shows."""

import re
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Locator, Page, Request, Response, expect

SECONDS = 60


class LabPage:
    """One browser tab with JupyterLab, which notes everything that went wrong in it or left the machine."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._base = base
        self._context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(SECONDS * 1000)
        self.outside: list[str] = []
        self.failed: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)
        self.page.on("pageerror", lambda error: self.failed.append(f"page error: {error}"))

    def open(self, address: str) -> None:
        """Open a notebook by its full address, and wait until its kernel is ready."""
        self.page.goto(address)
        self.page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()
        # The toolbar's circle says "idle" even before JupyterLab knows of any kernel; the status bar does not.
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()

    def cell(self, text: str) -> Locator:
        """The code cell that begins so. Cells out of sight are scrolled to first: JupyterLab draws them late."""
        cell = self.page.locator(".jp-NotebookPanel:visible .jp-CodeCell").filter(has_text=re.compile(re.escape(text)))
        cell.first.scroll_into_view_if_needed()
        return cell.first

    def new_cell(self) -> Locator:
        """A new code cell below the first one."""
        cells = self.page.locator(".jp-NotebookPanel:visible .jp-Cell")
        cells.first.click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        new = self.page.locator(".jp-NotebookPanel:visible .jp-CodeCell.jp-mod-active")
        expect(new.locator(".cm-content")).to_have_text("")
        return new

    def run(self, cell: Locator, source: str | None = None) -> Locator:
        """Run a cell, after writing `source` into it.

        Returns:
            Its output, once the kernel is done.
        """
        editor = cell.locator(".cm-content")
        editor.click()
        if source is not None:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(source)
        count = cell.locator(".jp-InputPrompt")
        before = count.inner_text()
        self.page.keyboard.press("Control+Enter")
        expect(count).to_have_text(re.compile(r"^\[\d+\]:$"), timeout=SECONDS * 1000)
        if before != "[ ]:":
            expect(count).not_to_have_text(before)
        return cell.locator(".jp-OutputArea-output")

    def choose(self, menu: str, *entries: str) -> None:
        """Choose an entry of the menu bar, through its submenus."""
        self.page.locator(f'.lm-MenuBar-item:has-text("{menu}")').click()
        for entry in entries:
            self.page.locator(f'.lm-Menu-item:has-text("{entry}")').first.click()

    def notices(self) -> list[str]:
        """Notifications and dialogs on the screen."""
        shown = self.page.locator(".Toastify__toast, .jp-Dialog")
        return [shown.nth(number).inner_text() for number in range(shown.count())]

    def picture(self, path: Path) -> None:
        """Take a screenshot, for a person to look at."""
        self.page.screenshot(path=path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._base, self._base.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(request.url)

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")
