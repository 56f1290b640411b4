"""Interactive parts of the notebooks. `workshop.widgets.quiz("name-the-smells")` shows a quiz."""

from workshop import catalog as courses
from workshop.attempt import Check
from workshop.magics.show import calm, say
from workshop.quiz import load_quiz
from workshop.widgets.quiz_form import QuizForm
from workshop.words import quiz as words

__all__ = ["QuizForm", "quiz"]


def quiz(exercise_id: str, *, check: Check | None = None) -> QuizForm | None:
    """The questions of a quiz, with buttons; what cannot be shown is said instead.

    Args:
        exercise_id: of an exercise of kind `quiz`.
        check: in place of the course's own checker; tests give one.
    """
    with calm():
        exercise = courses.catalog().find(exercise_id)
        if exercise.kind != "quiz":
            say(words.NO_QUIZ.format(id=exercise_id))
            return None
        return QuizForm(exercise, load_quiz(exercise), check=check)
    return None
