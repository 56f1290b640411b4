"""The whole path of an exercise in a real JupyterLab: a wrong answer, its feedback, the right one, its pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_process import LabProcess
from pages import LabPage
from playwright.sync_api import Browser, Locator

from workshop import course

EXERCISE = "product-schemas"
NOTEBOOK = "exercises/02_routes_and_schemas.ipynb"
ANSWERS = course.HIDDEN_TESTS / EXERCISE


@pytest.fixture
def tab(browser: Browser, tmp_path: Path) -> Iterator[LabPage]:
    """The exercise notebook, open, its first cell run."""
    with LabProcess(tmp_path / "läb") as lab, LabPage(browser, lab.base) as tab:
        tab.open(f"{lab.base}/lab/tree/{NOTEBOOK}?token={lab.token}")
        tab.run(tab.cell("%load_ext workshop"))
        yield tab
        tab.picture(tmp_path / "at the end.png")


def answer(kind: str, name: str) -> tuple[str, list[str]]:
    """A cell with an answer of the course's own, and the phrases that the feedback on it must hold."""
    source = (ANSWERS / kind / f"{name}.py").read_text(encoding="utf-8")
    phrases = [line.removeprefix("# says: ") for line in source.splitlines() if line.startswith("# says: ")]
    return f"%%exercise {EXERCISE}\n{source}", phrases


def test_a_wrong_answer_is_named_and_the_right_one_passes(tab: LabPage, tmp_path: Path) -> None:
    cell = tab.cell(f"%%exercise {EXERCISE}")
    wrong, phrases = answer("wrong", "update_lets_null_through")
    report = tab.run(cell, wrong)
    shown = " ".join(report.inner_text().split())
    assert "NOT YET" in shown
    assert "A PATCH with null for name, unit, priceCents or stock is refused" in shown
    assert phrases
    for phrase in phrases:
        assert phrase in shown
    for part in ("sent", "expected", "got", "meaning", "look at"):
        assert part in shown
    assert "Traceback" not in shown
    report.scroll_into_view_if_needed()
    tab.picture(tmp_path / "wrong.png")
    accessible(tab, report)

    right, _ = answer("right", "with_missing")
    report = tab.run(cell, right)
    assert "PASS" in report.inner_text()
    report.scroll_into_view_if_needed()
    tab.picture(tmp_path / "right.png")

    tab.choose("Settings", "Theme", "JupyterLab Dark")
    tab.page.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
    report.scroll_into_view_if_needed()
    tab.picture(tmp_path / "dark.png")
    accessible(tab, report)
    assert (tab.notices(), tab.outside, tab.failed) == ([], [], [])


def accessible(tab: LabPage, report: Locator) -> None:
    """Let axe look at a report, and at a text that it must refuse, for it skips contrast where it sees no body."""
    tab.page.evaluate("document.body.style.height = '100vh'; document.body.style.overflow = 'visible'")
    report.evaluate("""(output) => {
        output.id = "the-report";
        output.insertAdjacentHTML("beforeend", "<p id='canary' style='color:#777;background:#888'>canary</p>");
    }""")
    found = Axe().run(tab.page, context="#the-report").response["violations"]
    report.evaluate("() => document.getElementById('canary').remove()")
    tab.page.evaluate("document.body.style.height = document.body.style.overflow = ''")
    problems = [(problem["id"], node["target"][-1]) for problem in found for node in problem["nodes"]]
    assert problems == [("color-contrast", "#canary")]
