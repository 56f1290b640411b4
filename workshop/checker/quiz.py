"""Judges a quiz: in this process, as nothing of an answer runs."""

from pathlib import Path

from workshop.checker import words
from workshop.checker.report import Requirement, Verdict
from workshop.checker.verdicts import Judgement, fault, summed_up
from workshop.quiz import AnswerFormError, Question, QuizError, read_quiz


def check_quiz(folder: Path, title: str, source: str) -> Judgement:
    """Judge an answer's lines `question: option`.

    Args:
        folder: the one of the hidden tests; it holds `quiz.toml`.
        title: the exercise's.
        source: the answer.
    """
    try:
        quiz = read_quiz(folder / "quiz.toml")
        choices = quiz.parse(source)
    except QuizError as error:
        return fault(str(error))
    except AnswerFormError as error:
        return Judgement(Verdict.UNFINISHED, str(error))
    if missing := quiz.missing(choices):
        return Judgement(Verdict.UNFINISHED, words.questions_missing([question.id for question in missing]))
    return summed_up(title, [_requirement(question, choices[question.id]) for question in quiz.question])


def _requirement(question: Question, chosen: str) -> Requirement:
    option = question.option(chosen)
    assert option is not None  # the quiz's parser says so
    return Requirement(
        id=question.id,
        title=question.text.strip().partition("\n")[0],
        status="pass" if option.right else "fail",
        message=option.feedback,
    )
