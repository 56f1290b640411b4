"""A check of an answer that is a module: from the text to the report."""

import re
from pathlib import Path

import checker_course
import pytest
from checker_course import HIDDEN, NOTES, Course

from workshop.catalog import CatalogError
from workshop.checker import Report, Verdict, api


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tiny course; tests that change it make their own."""
    return checker_course.make(tmp_path_factory.mktemp("kürs mit space"))


def check(course: Course, source: str, seed: int | None = 1) -> Report:
    """Check an answer to the tiny course's exercise."""
    return api.check_assignment(course.assignment, source, seed=seed)


def test_a_right_answer_passes(course: Course) -> None:
    """All requirements are named, and hold."""
    report = check(course, NOTES, seed=5)
    assert (report.verdict, report.seed, report.isolation, report.notes) == (Verdict.PASS, 5, "standard", [])
    assert [(one.id, one.title, one.status, one.message) for one in report.requirements] == [
        ("test_a_note_is_kept", "A note that was added is kept", "pass", ""),
        ("test_the_list_has_all", "The list has all notes", "pass", ""),
    ]
    assert report.message == "Notes: all 2 requirements hold."
    assert report.seconds > 0


def test_a_wrong_answer_says_what_was_sent_and_what_came_back(course: Course) -> None:
    """The failure has its five parts."""
    report = check(course, NOTES.replace(", status_code=201", ""), seed=5)
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    assert report.message == "1 of 2 requirements of “Notes” hold."
    body = re.search(r"note \d+", report.requirements[0].message)
    assert body is not None
    assert report.requirements[0].message.split("\n") == [
        f'sent      POST /notes   {{"body": "{body[0]}"}}',
        "expected  status 201",
        f'got       status 200   {{"body": "{body[0]}"}}',
        "meaning   A client that adds something is told so by 201.",
        "look at   status_code",
    ]


def test_the_same_seed_draws_the_same_data(course: Course) -> None:
    """A verdict can be run again; another seed draws other data."""
    wrong = NOTES.replace(", status_code=201", "")
    messages = [check(course, wrong, seed=seed).requirements[0].message for seed in (5, 5, 6)]
    assert messages[0] == messages[1] != messages[2]


def test_a_seed_is_drawn_where_none_is_given(course: Course) -> None:
    """Two checks have two seeds."""
    unfinished = "router = ..."
    assert len({check(course, unfinished, seed=None).seed for _ in range(5)}) > 1


def test_an_exception_in_a_handler_is_shown_with_the_answers_own_line(course: Course) -> None:
    """Not a traceback through our own files."""
    report = check(course, NOTES.replace('note["body"]', 'nota["body"]'))
    message = report.requirements[0].message
    assert "status 500   NameError: name 'nota' is not defined   line 18:" in message
    assert "Traceback" not in message


def test_an_unexpected_exception_is_the_answers_where_the_official_module_has_none(course: Course) -> None:
    """The hidden test did not foresee it; the same test holds on the official module."""
    report = check(course, NOTES.replace('return {"items"', 'return {"itmes"').replace("status_code=201", ""))
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    assert [one.status for one in report.requirements] == ["fail", "fail"]
    assert "expected  a field 'items'" in report.requirements[1].message


def test_an_exception_that_no_test_foresees(tmp_path: Path) -> None:
    """It fails the requirement with the exception, as the official module raises none."""
    course = checker_course.make(tmp_path).hidden(
        'def test_x(answer):\n    """It adds"""\n    answer.add(1)\n',
    )
    (tmp_path / "stage/market/notes.py").write_text("def add(n):\n    return n\n")
    course.requires = ("add",)
    report = check(course, "def add(n):\n    return n.nothing\n")
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    assert report.requirements[0].message.split("\n") == [
        "got       AttributeError: 'int' object has no attribute 'nothing'   line 2: return n.nothing",
        "meaning   Your code raises an exception that nobody handles.",
    ]


def test_an_exception_on_the_official_module_too_is_the_courses_fault(tmp_path: Path) -> None:
    """Neutral words, no requirement, and what is known of it."""
    course = checker_course.make(tmp_path).hidden('def test_x():\n    """X"""\n    1 / 0\n')
    report = check(course, NOTES)
    assert report.verdict is Verdict.COURSE_FAULT
    assert report.message.startswith("The check itself failed. It is not your answer")
    assert report.requirements == []
    assert report.notes == ["ZeroDivisionError: division by zero"]


@pytest.mark.parametrize("text", ["import nothing_of_that_name\n", "def test_x(:\n", "raise KeyError('x')\n"])
def test_a_broken_hidden_test_is_the_courses_fault(tmp_path: Path, text: str) -> None:
    """It is never said to be the answer's."""
    report = check(checker_course.make(tmp_path).hidden(text), NOTES)
    assert report.verdict is Verdict.COURSE_FAULT


def test_no_hidden_test_is_the_courses_fault(tmp_path: Path) -> None:
    """An exercise without a requirement is not passed."""
    assert check(checker_course.make(tmp_path).hidden("X = 1\n"), NOTES).verdict is Verdict.COURSE_FAULT


def test_an_edited_hidden_test_is_used_by_the_next_check(tmp_path: Path) -> None:
    """Also within one second and with the same length, so that no byte code's date or size tells."""
    course = checker_course.make(tmp_path)
    for status, verdict in (("201", "pass"), ("202", "requirement_failed"), ("201", "pass")):
        assert check(course.hidden(HIDDEN.replace("201,", f"{status},")), NOTES).verdict == verdict


def test_two_answers_within_a_second_are_both_judged_by_their_text(course: Course) -> None:
    """No byte code of the first answers for the second."""
    right, wrong = NOTES, NOTES.replace("201", "202")
    verdicts = [check(course, source).verdict for source in (right, wrong, right, wrong)]
    assert verdicts == ["pass", "requirement_failed"] * 2


def test_an_answer_that_cannot_be_imported(course: Course) -> None:
    """The exception and the answer's own line."""
    report = check(course, "import math\n\nrouter = math.pie\n")
    assert report.verdict is Verdict.IMPORT_FAILED
    assert report.message == (
        "Your module cannot be imported. AttributeError: module 'math' has no attribute 'pie', "
        "in line 3: `router = math.pie`."
    )
    assert report.requirements == []


def test_all_missing_names_are_one_message(tmp_path: Path) -> None:
    """One clear message, not one failure a test."""
    course = checker_course.make(tmp_path)
    course.requires = ("router", "make", "find")
    report = check(course, "make = 1\n")
    assert report.verdict is Verdict.NAME_MISSING
    assert report.message == "Your module does not define `router` and `find`. The exercise asks for them."


def test_what_the_answer_prints_is_a_note(course: Course) -> None:
    """It is shown, and changes nothing."""
    report = check(course, NOTES + '\nprint("hello from here")\n')
    assert report.verdict is Verdict.PASS
    assert report.notes == ["Your code printed:\nhello from here"]


def test_a_coroutine_that_is_never_awaited_is_named(course: Course) -> None:
    """Python only warns of it; the report passes it on."""
    source = NOTES.replace("await session.commit()", "session.commit()")
    report = check(course, source)
    assert report.verdict is Verdict.REQUIREMENT_FAILED
    assert any("coroutine 'AsyncSession.commit' was never awaited" in note for note in report.notes)


def test_a_schema_only_exercise_never_imports_the_app(tmp_path: Path) -> None:
    """The app is imported when a test first asks for it."""
    course = checker_course.make(tmp_path).hidden(
        "import sys\n\nfrom workshop.kit import expect\n\n\ndef test_x(answer):\n"
        '    """The app stays away"""\n    expect.that("market.main" not in sys.modules)\n'
    )
    assert check(course, "router = 1\n").verdict is Verdict.PASS


def test_the_tests_run_over_the_answer_inside_the_stage(tmp_path: Path) -> None:
    """The answer is one more folder in front of the stage's, and wins."""
    course = checker_course.make(tmp_path).hidden(
        "from workshop.kit import expect\n\n\nasync def test_x(client):\n"
        '    """The route is new"""\n    expect.status(await client.get("/new"), 200)\n'
    )
    source = (
        "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/new')\nasync def new():\n    pass\n"
    )
    assert check(course, source).verdict is Verdict.PASS


def test_strict_isolation_is_wrong_use() -> None:
    """It is never a verdict."""
    with pytest.raises(ValueError, match=r"^strict isolation is not available yet$"):
        api.check("notes", NOTES, isolation="strict")
    with pytest.raises(ValueError, match="isolation is"):
        api.check("notes", NOTES, isolation="none")  # type: ignore[arg-type]


def test_an_unknown_exercise_is_wrong_use() -> None:
    """The catalogue's own words."""
    with pytest.raises(CatalogError):
        api.check("no-such-exercise", NOTES)
