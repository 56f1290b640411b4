"""A quiz without buttons: what a notebook shows where no kernel runs, on GitHub, or in a terminal."""

from html import escape

from workshop import markup
from workshop.quiz import Question, Quiz
from workshop.rendering.report_html import card, preformatted
from workshop.words import quiz as words


def question_html(question: Question, number: int, count: int) -> str:
    """A question, without its options."""
    title = words.QUESTION.format(number=number, count=count)
    code = preformatted(question.code.rstrip()) if question.code else ""
    return f"<p><strong>{escape(title)}</strong></p>{markup.html(question.text)}{code}"


def quiz_html(quiz: Quiz, exercise_id: str) -> str:
    """All questions with their options, and how to answer."""
    count = len(quiz.question)
    parts = []
    for number, question in enumerate(quiz.question, start=1):
        options = "".join(f"<li>{option.id}: {markup.inline(option.text)}</li>" for option in question.options)
        parts.append(f"{question_html(question, number, count)}<ul>{options}</ul>")
    return card("\n".join([*parts, markup.html(_how(quiz, exercise_id))]))


def quiz_text(quiz: Quiz, exercise_id: str) -> str:
    """The same as plain text; each question under its id, which a text answer names."""
    blocks = []
    for question in quiz.question:
        lines = [f"{question.id}: {question.text.strip()}"]
        if question.code:
            lines.extend(f"    {line}" for line in question.code.rstrip().splitlines())
        lines.extend(f"  {option.id}: {option.text}" for option in question.options)
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, _how(quiz, exercise_id)])


def _how(quiz: Quiz, exercise_id: str) -> str:
    first = quiz.question[0]
    return words.FALLBACK.format(id=exercise_id, example=f"{first.id}: {first.options[0].id}")
