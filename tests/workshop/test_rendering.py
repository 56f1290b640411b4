"""A report reads as the course speaks, in both forms."""

import re
from html.parser import HTMLParser

import pytest
from learner import report, requirement

from workshop import progress
from workshop.catalog import Catalog
from workshop.checker.report import Report, Verdict
from workshop.rendering import ProgressView, ReportView, as_html, as_text

MESSAGE = """sent      PATCH /products/17   {"priceCents": 450}
expected  description stays "Sold by the <kilo>"
got       description is null
meaning   The update wrote a value for a field that the request never mentioned.
look at   how ProductUpdate becomes a dict: does it know which fields were set?"""

FAILED = report(
    Verdict.REQUIREMENT_FAILED,
    [
        requirement("A name has at least one character"),
        requirement("A PATCH changes only the fields that were sent", "fail", MESSAGE),
        requirement("null is refused where there is none", "fail", "got       status 500\nlook at   the route"),
        requirement("Money is in cents"),
        requirement("The description may be null", "not_run"),
    ],
    message="2 of 5 hold.",
)


class Tags(HTMLParser):
    """The tags of an html text, which must be balanced, and their styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_first_failure_is_whole_and_the_others_are_a_line_each(small_course: Catalog) -> None:
    assert (
        as_text(FAILED)
        == f"""\
NOT YET: 2 of 5 requirements of "Product schemas"

✗ A PATCH changes only the fields that were sent
  {MESSAGE.replace(chr(10), chr(10) + "  ")}

✗ null is refused where there is none
· The description may be null (not checked yet)
✓ A name has at least one character
✓ Money is in cents

A hint: %hint product-schemas · seed 17, 0.2 s"""
    )


def test_a_pass_says_what_is_now_true_and_what_is_next(small_course: Catalog) -> None:
    text = as_text(report(requirements=[requirement("It holds"), requirement("This, too")]))
    assert 'PASS: all 2 requirements of "Product schemas"' in text
    assert "✓ A PATCH touches only what was sent. Next: pin-behaviour." in text
    assert "✓ It holds\n✓ This, too" in text


def test_the_last_exercise_has_nothing_next(small_course: Catalog) -> None:
    assert "That was the last exercise." in as_text(report(exercise="tokens"))


def test_failures_of_one_cause_are_one_message(small_course: Catalog) -> None:
    cause = "got       status 500   NameError: name 'x'\nmeaning   Nobody handles it."
    failures = [requirement(f"Failure {number}", "fail", f"sent      GET /{number}\n{cause}") for number in range(6)]
    text = as_text(report(Verdict.REQUIREMENT_FAILED, failures))
    assert text.count("NameError") == 1
    assert "In the same way these fail:\n  ✗ Failure 1" in text
    assert all(f"✗ Failure {number}" in text for number in range(6))
    assert as_html(report(Verdict.REQUIREMENT_FAILED, failures)).count("NameError") == 1


def test_failures_without_a_meaning_are_not_thrown_together(small_course: Catalog) -> None:
    failures = [requirement(f"Failure {number}", "fail", "got       null") for number in range(2)]
    assert "same reason" not in as_text(report(Verdict.REQUIREMENT_FAILED, failures))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_word_a_title_and_its_message(small_course: Catalog, verdict: Verdict) -> None:
    view = ReportView(report(verdict, message="It says why."), ["And this."])
    for form in (view.html, view.text):
        assert "Product schemas" in form
        assert "And this." in form
        assert re.search(r"PASS|NOT YET|UNFINISHED|STOPPED|NO VERDICT", form)
        assert "It says why." in form or verdict in {Verdict.PASS, Verdict.REQUIREMENT_FAILED}


def test_a_caret_stays_below_its_place(small_course: Catalog) -> None:
    message = "Line 3 is not Python: invalid syntax.\n    def f(\n         ^"
    not_python = report(Verdict.NOT_PYTHON, message=message)
    assert "\n    def f(\n         ^" in as_text(not_python)
    assert ">    def f(\n         ^</pre>" in as_html(not_python)


@pytest.mark.parametrize(
    "shown", [FAILED, report(), report(Verdict.COURSE_FAULT, message="Ours."), report(Verdict.TIMED_OUT, notes=["n"])]
)
def test_the_html_is_right_in_any_theme_and_untrusted(small_course: Catalog, shown: Report) -> None:
    tags = Tags(as_html(shown, ["a note"]))
    assert tags.seen <= {"div", "p", "strong", "small", "pre", "details", "summary", "br"}
    assert {name for name, _ in tags.attributes} <= {"style"}
    styles = " ".join(value or "" for _, value in tags.attributes)
    assert "text-align: left" in styles
    assert "var(" not in styles
    assert not re.search(r"(?<!-)color|background", styles)


def test_what_an_answer_prints_is_text_never_html_or_terminal_codes(small_course: Catalog) -> None:
    nasty = "<script>alert(1)</script>\x1b[31m red \x07\ud800"
    shown = report(Verdict.REQUIREMENT_FAILED, [requirement("It holds", "fail", f"got       {nasty}")], notes=[nasty])
    html, text = as_html(shown), as_text(shown)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    for form in (html, text):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", form)
    text.encode("utf-8")


def test_both_forms_are_one_bundle(small_course: Catalog) -> None:
    view = ReportView(FAILED)
    assert view._repr_mimebundle_() == {"text/html": as_html(FAILED), "text/plain": as_text(FAILED)}
    assert repr(view) == as_text(FAILED)


def test_an_exercise_that_the_catalogue_has_not_is_shown_by_its_id(small_course: Catalog) -> None:
    assert '"elsewhere"' in as_text(report(Verdict.UNFINISHED, exercise="elsewhere"))


def test_a_quiz_has_questions(small_course: Catalog) -> None:
    failed = report(
        Verdict.REQUIREMENT_FAILED, [requirement("a"), requirement("b", "fail")], exercise="name-the-smells"
    )
    assert as_text(failed).startswith('NOT YET: 1 of 2 questions of "Name the smells"')


def test_progress_is_a_table_lesson_by_lesson(small_course: Catalog) -> None:
    progress.record(report(), "x = 1")
    progress.record(report(Verdict.UNFINISHED, exercise="pin-behaviour"), "x = 1")
    view = ProgressView(progress.summary())
    assert "\n02 Routes and schemas\n" in view.text
    assert re.search(r"✓ passed +product-schemas +Product schemas +must do +1 +0\n", view.text)
    assert re.search(r"✗ not yet +pin-behaviour", view.text)
    assert re.search(r"· open +name-the-smells +Name the smells +stretch +0 +0\n", view.text)
    assert "1 of 5 must-do exercises passed." in view.text
    tags = Tags(view.html)
    assert {"table", "th", "td"} <= tags.seen
    assert "✓ passed" in view.html


def test_progress_of_a_beginner_is_all_open(small_course: Catalog) -> None:
    assert ProgressView({}).text.count("· open") == 6


def test_what_stopped_a_check_is_said_once(small_course: Catalog) -> None:
    why = "Your code computes without an end: it was stopped after 5 seconds of work, in line 3: `while True:`."
    tried = [requirement("It holds"), requirement("It answers", "fail", why), requirement("It lasts", "not_run")]
    stopped = report(Verdict.TIMED_OUT, tried, message=why)
    for form in (as_text(stopped), as_html(stopped)):
        assert form.count("computes without an end") == 1
        assert "✗ It answers" in form
    assert "<pre" not in as_html(stopped)


def test_a_stop_after_another_failure_is_said_once(small_course: Catalog) -> None:
    tried = [requirement("It holds", "fail", "got       2"), requirement("It ends", "fail", "It did not end.")]
    html = as_html(report(Verdict.TIMED_OUT, tried, message="It did not end."))
    Tags(html)
    assert html.count("It did not end.") == 1
    assert "<p>✗ It ends</p>" in html


def test_planted_changes_are_not_given_away_before_they_are_tried(small_course: Catalog) -> None:
    untried = [requirement(f"Your tests notice: change {number}", "not_run") for number in range(18)]
    tried = [requirement("Each asserts something"), requirement("They pass on the app", "fail", "got       red")]
    failed = report(Verdict.REQUIREMENT_FAILED, [*tried, *untried], exercise="pin-behaviour")
    for form in (as_text(failed), as_html(failed)):
        assert "18 more, not checked yet" in form
        assert "change" not in form
        assert "✓ Each asserts something" in form
    Tags(as_html(failed))
