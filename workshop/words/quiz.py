"""The quiz: its form, its buttons, its feedback."""

NOT_A_LINE = "Line {line}: {text!r} is not an answer. An answer is a line such as `question: a`."
NO_SUCH_QUESTION = "Line {line}: there is no question {name!r}. The questions are: {known}."
NO_SUCH_OPTION = "Line {line}: {question} has no option {name!r}. Its options are: {known}."
ANSWERED_TWICE = "Line {line}: {question} is answered twice, with two different options. Keep one."

BY_KEYBOARD = "One answer each. By keyboard: Tab goes on, Space chooses and presses the button."
CHECK = "Check my answers"
QUESTION = "Question {number} of {count}"
FALLBACK = (
    "These questions become buttons when you run the cell. Or write your answers as text, in a cell that starts with "
    "%%exercise {id}: one line for each question, such as `{example}`."
)
RIGHT = "✓ Right."
WRONG = "✗ Not this one."
NO_QUIZ = "{id} is no quiz. Its answer goes into a cell that starts with %%exercise {id}."


def missing(numbers: list[int]) -> str:
    """What is said when questions have no answer yet."""
    if len(numbers) == 1:
        return f"Question {numbers[0]} has no answer yet. Nothing was checked; choose one and press the button again."
    named = ", ".join(str(number) for number in numbers[:-1]) + f" and {numbers[-1]}"
    return f"Questions {named} have no answer yet. Nothing was checked; choose and press the button again."
