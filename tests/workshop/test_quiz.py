"""A quiz's file and its answers as text."""

from pathlib import Path

import pytest
from learner import QUIZ, QUIZ_STARTER

from workshop.catalog import Catalog
from workshop.quiz import AnswerFormError, Quiz, QuizError, load_quiz, read_quiz


@pytest.fixture
def quiz(small_course: Catalog) -> Quiz:
    """The small course's."""
    return load_quiz(small_course.find("name-the-smells"))


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("sort: a\nhang: b\n", {"sort": "a", "hang": "b"}),
        ("hang: b # sure\n# sort: a\n\n  SORT :  B  \n", {"sort": "b", "hang": "b"}),
        (QUIZ_STARTER, {}),
        ("sort:\nhang: a", {"hang": "a"}),
        ("...\nhang: a\nhang: a", {"hang": "a"}),
        ("", {}),
    ],
)
def test_an_answer_is_lines_of_question_and_option(quiz: Quiz, text: str, choices: dict[str, str]) -> None:
    assert quiz.parse(text) == choices
    assert quiz.parse(quiz.write(choices)) == choices


@pytest.mark.parametrize(
    ("text", "line", "phrase"),
    [
        ("sort a", 1, "is not an answer"),
        ("\nsmell: a", 2, "no question 'smell'. The questions are: sort, hang"),
        ("sort: z", 1, "no option 'z'. Its options are: a, b"),
        ("sort: a\nsort: b", 2, "answered twice"),
    ],
)
def test_a_line_of_another_form_is_said_with_its_number(quiz: Quiz, text: str, line: int, phrase: str) -> None:
    with pytest.raises(AnswerFormError, match=phrase) as caught:
        quiz.parse(text)
    assert caught.value.line == line


def test_what_has_no_answer_yet_is_named(quiz: Quiz) -> None:
    assert [question.id for question in quiz.missing({"sort": "a"})] == ["hang"]


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        (", right = true", "", "exactly one option is right"),
        ('feedback = "True', 'right = true, feedback = "True', "exactly one option is right"),
        ('id = "b", text = "It', 'id = "a", text = "It', "two options are named a"),
        ('id = "hang"', 'id = "sort"', "two questions are named sort"),
        ("[[question]]", "[[question", "Expected"),
    ],
)
def test_a_file_that_is_no_quiz_is_refused(tmp_path: Path, old: str, new: str, phrase: str) -> None:
    assert old in QUIZ
    path = tmp_path / "quiz.toml"
    path.write_text(QUIZ.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(QuizError, match=phrase):
        read_quiz(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="No such file"):
        read_quiz(tmp_path / "quiz.toml")
