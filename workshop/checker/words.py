"""What a check says, apart from the logic, so that it can be translated."""

from workshop.checker.events import Place

PASSED = "{title}: all {count} requirements hold."
FAILED = "{passed} of {count} requirements of “{title}” hold."
NOT_PYTHON = "Line {line} is not Python: {why}."
NOT_PYTHON_AT_ALL = "This is not Python: {why}."
TOO_DEEP = "the code is nested too deeply for Python to read"
TOO_NEW = "Line {line} needs Python 3.12; this is {running}. {instead}"
TOO_NEW_CLASS = "Use `Generic[…]` as a base of the class, with a `TypeVar` above it."
TOO_NEW_FUNCTION = "Use a `TypeVar`, defined above the function."
TOO_NEW_TYPE = "Use `{name}: TypeAlias = …`; with parameters, each is a `TypeVar` defined above it."
NOT_TEXT = "it holds a character that no file can hold (a lone surrogate)"
MAGIC = (
    "Line {line} is for notebooks only: `{code}`. The answer becomes a file of the app, which Python alone reads. "
    "Run such a line in a cell of its own."
)
AWAIT = (
    "Line {line} awaits outside of a function. A notebook cell may do that; a file of the app may not. "
    "Move it into an `async def`, or into a cell of its own."
)
IMPORT_FAILED = "Your module cannot be imported. {error}{at}"
TIMED_OUT_CPU = "Your code computes without an end: it was stopped after {seconds} seconds of work{at}{during}"
TIMED_OUT_WALL = "Your code waits without an end: it was stopped after {seconds:.0f} seconds{at}{during}"
OUT_OF_MEMORY = "Your code asks for more memory than the {mb} MB that an answer has here{at}{during}"
TOO_MANY_PROCESSES = "Your code started more than {count} processes; all of them were ended.{during}"
TOO_MANY_THREADS = "Your code started more than {count} threads; the process was ended.{during}"
EXITED = "Your code ends the whole process: {error}{at}{during}"
ENDED_WITH = "Your code ended the whole process with exit status {code}.{during}"
KILLED = "The process of your code was ended by signal {name}.{during}"
AT = ", in line {line}: `{code}`."
AT_LINE = ", in line {line}."
AT_OTHER = ", in {file}, line {line}: `{code}`."
RAISED_MEANING = "Your code raises an exception that nobody handles."
COURSE_FAULT = (
    "The check itself failed. It is not your answer; nothing was recorded. `workshop doctor` looks for the reason "
    "on this machine; please report what it says, with the lines below."
)
PRINTED = "Your code printed:\n{text}"
WARNED = "Python warns: {text}."
ASSERTS = "Your tests are found, and each of them asserts something"
GREEN = "Your tests pass on the app as it is"
NOTICES = "Your tests notice: {title}"
STAYS_GREEN = "Your tests stay green: {title}"
TESTS_NOT_IMPORTED = "Your test file cannot be imported. {error}{at}"
TEST_RUN = "{test} was run"
GREEN_MEANING = (
    "These tests are to say what the app does today. Where it surprises you, the test is to say the surprise."
)
HARMLESS_MEANING = "A client notices nothing of this change. Your test asks for more than the interface promises."
HARMLESS_ENDED = "Your tests do not come to an end on this app. A client notices nothing of the change."
CAUGHT_WANTED = "at least one of your tests fails on the app with this change"
NOT_CAUGHT = "Somebody could make this change tomorrow, and your tests would be green."
NEVER_AWAITED = "A call that is not awaited sends nothing, and an assert on it is always true."
WEAK_GOT = {
    "no_tests": "no function whose name starts with `test`",
    "tuple": "line {line} asserts a tuple",
    "compares": "line {line} of {test} compares, without `assert`",
    "asserts_nothing": "{test}, in line {line}, asserts nothing",
}
WEAK_MEANING = {
    "no_tests": "pytest runs only functions with such a name. It found none, so nothing was tested.",
    "tuple": "A tuple that is not empty is always true, so this line can never fail. The parentheses make it one.",
    "compares": "The result of the comparison is thrown away, so the test passes whatever the app answers.",
    "asserts_nothing": "It passes whatever the app answers.",
}
FRESH = "This system cannot fork, so each check starts a fresh process and takes some seconds."
STRICT = "strict isolation is not available yet"
NO_SUCH_ISOLATION = "isolation is 'standard' or 'strict', not {isolation!r}"
NOT_JUDGED = "exercise {id} is for you to think about; nothing checks it"


def unfinished(line: int) -> str:
    """A `...` of the exercise still stands in that line; 0: the cell holds no code at all."""
    if line == 0:
        return "This is not finished yet: the cell holds no code."
    return (
        f"This is not finished yet: a `...` of the exercise still stands in line {line}. "
        "Put your code in its place, then run the cell again."
    )


def names_missing(names: list[str]) -> str:
    """The module lacks names that the exercise asks for."""
    quoted = [f"`{name}`" for name in names]
    listed = quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + f" and {quoted[-1]}"
    return f"Your module does not define {listed}. The exercise asks for {'it' if len(names) == 1 else 'them'}."


def during(title: str | None, *, imported: bool) -> str:
    """When something happened, as a further sentence."""
    if title is not None:
        return f" This happened while the check tried: “{title}”."
    return "" if imported else " This happened while your module was imported."


def at(place: Place | None) -> str:
    """Where something happened, as the end of a sentence."""
    if place is None:
        return "."
    if not place.code:
        return AT_LINE.format(line=place.number)
    form = AT_OTHER if place.file else AT
    return form.format(file=place.file, line=place.number, code=place.code)


def not_caught(count: int) -> str:
    """All tests are green on a planted change."""
    return "your one test passes on it" if count == 1 else f"all {count} of your tests pass on it"


def not_red(count: int) -> str:
    """Tests were skipped, or are marked as ones that fail."""
    return f"{'one test is' if count == 1 else f'{count} tests are'} skipped or marked xfail there; no test is red"


def questions_missing(ids: list[str]) -> str:
    """Questions of a quiz have no answer."""
    named = ids[0] if len(ids) == 1 else ", ".join(ids[:-1]) + f" and {ids[-1]}"
    return f"This is not finished yet: {named} {'has' if len(ids) == 1 else 'have'} no answer."
