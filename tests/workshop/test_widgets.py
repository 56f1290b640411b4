"""The quiz with buttons, without a browser: what its parts hold and what a press does."""

import re

import pytest
from learner import FakeCheck, report, requirement
from notebook import notebook

from workshop import answers, progress, widgets
from workshop.catalog import Catalog
from workshop.checker.report import Verdict
from workshop.widgets import QuizForm

FAILED = report(
    Verdict.REQUIREMENT_FAILED, [requirement("sort"), requirement("hang", "fail")], exercise="name-the-smells"
)


def form(check: FakeCheck) -> QuizForm:
    """The small course's quiz."""
    shown = widgets.quiz("name-the-smells", check=check)
    assert shown is not None
    return shown


def choose(shown: QuizForm, **choices: str) -> None:
    """Choose, as a click or the space bar does."""
    for question, option in choices.items():
        shown.choices[question].value = option


def test_nothing_is_chosen_at_first_and_a_press_says_what_is_missing(small_course: Catalog) -> None:
    check = FakeCheck(FAILED)
    shown = form(check)
    shown.button.click()
    assert "Questions 1 and 2 have no answer yet" in shown.result.value
    choose(shown, sort="a")
    shown.button.click()
    assert "Questions 2 have" not in shown.result.value
    assert "Question 2 has no answer yet" in shown.result.value
    assert not check.asked
    assert answers.load(small_course.find("name-the-smells")) is None


def test_a_press_saves_checks_records_and_gives_feedback_on_each_choice(small_course: Catalog) -> None:
    check = FakeCheck(FAILED)
    shown = form(check)
    choose(shown, sort="b", hang="b")
    shown.button.click()
    assert answers.load(small_course.find("name-the-smells")) == "sort: b\nhang: b\n"
    assert check.asked == [("name-the-smells", "sort: b\nhang: b\n")]
    assert [attempt.verdict for attempt in progress.attempts("name-the-smells")] == ["requirement_failed"]
    assert "✓ Right. The text becomes part of the query." in shown.feedback["sort"].value
    assert "✗ Not this one. True if the call were awaited." in shown.feedback["hang"].value
    assert "NOT YET: 1 of 2 questions" in shown.result.value


def test_feedback_goes_when_the_choice_changes(small_course: Catalog) -> None:
    shown = form(FakeCheck(FAILED))
    choose(shown, sort="b", hang="b")
    shown.button.click()
    choose(shown, hang="a")
    assert shown.feedback["hang"].value == ""
    assert shown.feedback["sort"].value != ""


def test_what_was_chosen_before_is_chosen_again(small_course: Catalog) -> None:
    answers.save(small_course.find("name-the-smells"), "hang: a\n")
    shown = form(FakeCheck(FAILED))
    assert {name: radio.value for name, radio in shown.choices.items()} == {"sort": None, "hang": "a"}


def test_the_stop_button_and_a_failing_check_are_said(small_course: Catalog) -> None:
    shown = form(FakeCheck(KeyboardInterrupt(), RuntimeError("no process")))
    choose(shown, sort="b", hang="a")
    shown.button.click()
    assert "Stopped" in shown.result.value
    shown.button.click()
    assert "NO VERDICT" in shown.result.value
    assert "no process" in shown.result.value
    assert shown.feedback["sort"].value == ""


def test_the_bundle_reads_well_without_a_kernel(small_course: Catalog) -> None:
    bundle = form(FakeCheck(FAILED))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for part in ("It reaches the database", "Who waits?", "GET /markets?sort=id;--", "%%exercise name-the-smells"):
        assert part in bundle["text/plain"]
        assert part in bundle["text/html"]
    assert "sort: What does" in bundle["text/plain"]
    assert not re.search(r"<style>|var\(|(?<!-)color|background", bundle["text/html"])
    assert "becomes part of the query" not in bundle["text/html"] + bundle["text/plain"]


def test_the_saved_forms_are_the_same_in_every_run(small_course: Catalog) -> None:
    one, other = (form(FakeCheck(FAILED))._repr_mimebundle_() for _ in range(2))
    assert one["text/plain"] == other["text/plain"]
    assert one["text/html"] == other["text/html"]


@pytest.mark.parametrize(
    ("id", "phrase"),
    [("name-the-smels", "Did you mean 'name-the-smells'?"), ("pin-behaviour", "pin-behaviour is no quiz")],
)
def test_another_id_is_said_without_a_traceback(small_course: Catalog, id: str, phrase: str) -> None:
    with notebook() as opened:
        assert phrase in opened.text(f"from workshop import widgets; _ = widgets.quiz({id!r})")
