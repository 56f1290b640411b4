"""Quizzes: judged by their lines, without running anything."""

from pathlib import Path

import pytest

from workshop.catalog import Exercise
from workshop.checker import Report, Verdict, api
from workshop.checker.assignment import Assignment

QUIZ = """
[[question]]
id = "status"
text = '''
What does a POST answer?
It made a row.
'''
options = [
    {id = "a", text = "200", feedback = "True until the lesson before."},
    {id = "b", text = "201", right = true, feedback = "Created."},
]

[[question]]
id = "delete"
text = "And a DELETE?"
options = [
    {id = "a", text = "204", right = true, feedback = "No content."},
    {id = "b", text = "404", feedback = "Only for a row that is not there."},
]
"""


def check(folder: Path, source: str, quiz: str = QUIZ) -> Report:
    """Check an answer to a quiz."""
    (folder / "quiz.toml").write_text(quiz, encoding="utf-8")
    exercise = Exercise(
        id="smells",
        title="Smells",
        lesson=1,
        stage=1,
        kind="quiz",
        minutes=5,
        must=True,
        hints=("a", "b", "c"),
        commentary="d",
    )
    task = Assignment(exercise=exercise, starter="status: ...\n", folders=(), tests=folder, template=lambda: None)
    return api.check_assignment(task, source, seed=3)


def test_all_right(tmp_path: Path) -> None:
    """Comments and blanks do not count."""
    report = check(tmp_path, "# mine\nstatus: b  # created\n\n delete :a\n")
    assert (report.verdict, report.message) == (Verdict.PASS, "Smells: all 2 requirements hold.")
    assert [(one.id, one.title, one.status, one.message) for one in report.requirements] == [
        ("status", "What does a POST answer?", "pass", "Created."),
        ("delete", "And a DELETE?", "pass", "No content."),
    ]


def test_one_wrong(tmp_path: Path) -> None:
    """The feedback of the chosen option is the message."""
    report = check(tmp_path, "status: a\ndelete: a\n")
    assert (report.verdict, report.message) == (
        Verdict.REQUIREMENT_FAILED,
        "1 of 2 requirements of “Smells” hold.",
    )
    assert (report.requirements[0].status, report.requirements[0].message) == ("fail", "True until the lesson before.")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "status and delete have no answer"),
        ("status: b\ndelete: ...\n", "delete has no answer"),
        ("status: b\ndelete: c\n", "Line 2: delete has no option 'c'"),
        ("%timeit\n", "Line 1: '%timeit' is not an answer"),
    ],
)
def test_unfinished(tmp_path: Path, source: str, words: str) -> None:
    """What is missing, or cannot be read, is named; nothing is judged."""
    report = check(tmp_path, source)
    assert (report.verdict, report.requirements) == (Verdict.UNFINISHED, [])
    assert words in report.message


def test_a_broken_quiz_is_the_courses_fault(tmp_path: Path) -> None:
    """Two right options are nobody's mistake but ours."""
    assert check(tmp_path, "status: a", QUIZ.replace('"200",', '"200", right = true,')).verdict is Verdict.COURSE_FAULT
