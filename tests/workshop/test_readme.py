"""The README's two lines, and that CI runs the same."""

import re

import pytest

from workshop import course
from workshop.catalog import catalog

README = (course.ROOT / "README.md").read_text(encoding="utf-8")
CI = (course.ROOT / ".ci" / "run").read_text(encoding="utf-8")


def first_block(heading: str) -> list[str]:
    """The lines of the first code block below a heading."""
    section = re.split(rf"^## {heading}\n", README, flags=re.MULTILINE)[1].split("\n## ", 1)[0]
    return section.split("```sh\n", 1)[1].split("```", 1)[0].splitlines()


@pytest.mark.parametrize(
    ("heading", "line"),
    [("Start", "pip install uv && uv run workshop lab"), ("Test", "pip install uv && uv run pytest")],
)
def test_the_first_block_is_one_line(heading: str, line: str) -> None:
    assert first_block(heading) == [line]


def test_ci_runs_the_readmes_test_line() -> None:
    assert f'step "{first_block("Test")[0]}"\n' in CI


def test_the_folders_and_commands_that_it_names_exist() -> None:
    named = re.findall(r"`([a-z.]+/(?:[a-z]+/)*)`", README)
    assert "notebooks/" in named
    missing = [name for name in named if name != "work/" and not (course.ROOT / name).is_dir()]
    assert missing == []


def test_it_counts_the_lessons_that_are_ready() -> None:
    ready = [lesson for lesson in catalog().lesson if lesson.status == "ready"]
    words = {3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 14: "All"}
    assert f"{words[len(ready)]} lessons are ready" in README
