"""A quiz with radio buttons.

By keyboard, Tab goes from option to option and on to the button; Space chooses, and presses the button. The arrow
keys are JupyterLab's here, as in all widgets: they go to the next cell.
"""

from typing import Any

import ipywidgets  # type: ignore[import-untyped]

from workshop import answers, markup
from workshop.answers import AnswerError
from workshop.attempt import Check, Outcome, attempt
from workshop.catalog import Exercise
from workshop.checker.report import Verdict
from workshop.quiz import AnswerFormError, Question, Quiz
from workshop.rendering.report_html import as_html, brief_html, card, paragraph
from workshop.widgets.quiz_static import question_html, quiz_html, quiz_text
from workshop.words import magics as magic_words
from workshop.words import quiz as words

# Options are sentences; the widget's own labels are one line high. Only the live form has this, never saved html.
_STYLE = (
    "<style>.workshop-quiz .widget-radio-box label { height: auto; line-height: 1.5; white-space: normal; }"
    " .workshop-quiz .widget-radio-box input { line-height: 1.5; }</style>"
)
_WIDE = ipywidgets.Layout(width="auto")
_AT_THE_LEFT = ipywidgets.Layout(width="auto", align_self="flex-start")


class QuizForm(ipywidgets.VBox):  # type: ignore[misc]
    """A quiz: its questions, a button, and feedback below each question after the button was pressed."""

    def __init__(self, exercise: Exercise, quiz: Quiz, *, check: Check | None = None) -> None:
        """Args: the exercise and its questions, and what checks in place of the course's own checker."""
        self._exercise = exercise
        self._quiz = quiz
        self._check = check
        saved = self._saved()
        self.choices = {question.id: _radio(question, saved.get(question.id)) for question in quiz.question}
        self.feedback = {question.id: ipywidgets.HTML() for question in quiz.question}
        self.button = ipywidgets.Button(description=words.CHECK, layout=_AT_THE_LEFT)
        self.result = ipywidgets.HTML()
        self.button.on_click(self._press)
        super().__init__(
            [ipywidgets.HTML(_STYLE + paragraph(words.BY_KEYBOARD)), *self._rows(), self.button, self.result]
        )
        self.add_class("workshop-quiz")

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget, and for readers without a kernel the questions as html and text."""
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs))
        bundle["text/html"] = quiz_html(self._quiz, self._exercise.id)
        bundle["text/plain"] = quiz_text(self._quiz, self._exercise.id)
        return bundle

    def _rows(self) -> list[ipywidgets.Widget]:
        count = len(self._quiz.question)
        rows: list[ipywidgets.Widget] = []
        for number, question in enumerate(self._quiz.question, start=1):
            radio, feedback = self.choices[question.id], self.feedback[question.id]
            radio.observe(lambda _change, feedback=feedback: _clear(feedback), names="value")
            rows.extend([ipywidgets.HTML(question_html(question, number, count)), radio, feedback])
        return rows

    def _saved(self) -> dict[str, str]:
        """What was chosen before, in this notebook or another; nothing where that cannot be read."""
        try:
            return self._quiz.parse(answers.load(self._exercise) or "")
        except (AnswerError, AnswerFormError):
            return {}

    def _press(self, _button: ipywidgets.Button) -> None:
        chosen = {name: radio.value for name, radio in self.choices.items() if radio.value is not None}
        missing = self._quiz.missing(chosen)
        if missing:
            numbers = [number for number, one in enumerate(self._quiz.question, start=1) if one in missing]
            self.result.value = card(paragraph(words.missing(numbers)))
            return
        try:
            outcome = attempt(self._exercise, self._quiz.write(chosen), self._check)
        except KeyboardInterrupt:
            self.result.value = card(paragraph(magic_words.STOPPED))
            return
        self._show(outcome, chosen)

    def _show(self, outcome: Outcome, chosen: dict[str, str]) -> None:
        report = outcome.report
        judged = report.verdict in {Verdict.PASS, Verdict.REQUIREMENT_FAILED}
        self.result.value = (brief_html if judged else as_html)(report, outcome.notes)
        for question in self._quiz.question:
            option = question.option(chosen[question.id])
            if judged and option is not None:
                verdict = words.RIGHT if option.right else words.WRONG
                self.feedback[question.id].value = card(f"<p>{verdict} {markup.inline(option.feedback)}</p>")


def _radio(question: Question, chosen: str | None) -> ipywidgets.RadioButtons:
    # A button's label is plain text: Markdown's marks would be read as they stand.
    options = [(f"{option.id}: {option.text.replace('`', '')}", option.id) for option in question.options]
    return ipywidgets.RadioButtons(options=options, value=chosen, layout=_WIDE)


def _clear(feedback: ipywidgets.HTML) -> None:
    """The feedback belongs to the choice before."""
    feedback.value = ""
