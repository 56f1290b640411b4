"""What is said of an answer before anything of it runs."""

import subprocess
import sys
import warnings

import pytest

from workshop.checker import Verdict
from workshop.checker.syntax import in_older_words, refusal
from workshop.checker.unfinished import unfinished_line


def refused(source: str) -> tuple[Verdict, str]:
    """The verdict and the words of a refusal."""
    found = refusal(source)
    assert found is not None
    return found.verdict, found.message


def test_python_is_not_refused() -> None:
    """Also where it looks like a notebook's line, or makes Python warn."""
    for source in (
        "",
        "x = 10 \\\n% 3\n",
        "s = '''\n%time\n!ls\nwhat?\n'''\n",
        "# what?\n",
        "p = '\\d'\nassert (1, 2)\n",
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert refusal(source) is None, source


def test_a_syntax_error_has_its_line_and_a_caret() -> None:
    """The caret stands under the place that Python names."""
    verdict, message = refused("x = 1\nname = (1, 2\ny = 3\n")
    assert verdict is Verdict.NOT_PYTHON
    assert message.split("\n") == ["Line 2 is not Python: '(' was never closed.", "    name = (1, 2", "           ^"]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("return 1\n", "'return' outside function"),
        ("def f():\n    await g()\n", "'await' outside async function"),
        ("  x = 1\n", "unexpected indent"),
        ("def f():\nreturn\n", "expected an indented block"),
        ("x = 1 if 2\n", "expected 'else'"),
        ("x = 'a\n", "unterminated string literal"),
        ("x = 1\ny = \0\n", "null bytes"),
        ("x = '\ud800'\n", "lone surrogate"),
        ("from __future__ import nothing\n", "future feature nothing is not defined"),
        ("print 1\n", "Missing parentheses"),
        ("nonlocal f\n", "nonlocal declaration not allowed"),
    ],
)
def test_not_python(source: str, why: str) -> None:
    """Python's own reason."""
    verdict, message = refused(source)
    assert verdict is Verdict.NOT_PYTHON
    assert why.lower() in message.lower()


@pytest.mark.parametrize(
    "source",
    [
        "(" * 100_000,
        "x = " + "(" * 5_000 + ")" * 5_000,
        "x = " + "-" * 100_000 + "1",
        "x = " + "-" * 1_000 + "1",
        "x = " + "-" * 2_500 + "1",
        "x = " + "[" * 150 + "]" * 150 + "\n" + "x = " + "not " * 50_000 + "x",
        "x = " + "+".join(["1"] * 100_000),
        "x" + ".a" * 100_000,
        "x" + "()" * 100_000,
        "\n".join(" " * depth + "if x:" for depth in range(99)) + "\n" + " " * 99 + "pass",
        "f = " + "lambda: " * 20_000 + "1",
        "if x: pass\n" + "elif x: pass\n" * 20_000,
    ],
    ids=range(12),
)
def test_deep_syntax_is_refused_or_read_but_never_a_crash(source: str) -> None:
    """In a process of its own: an interpreter that dies must not take the tests with it."""
    code = (
        "import sys; from workshop.checker.syntax import refusal\n"
        "from workshop.checker.unfinished import unfinished_line\n"
        "source = sys.stdin.read(); found = refusal(source)\n"
        "print(found.verdict if found else unfinished_line(source, 'x = ...'))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=source, capture_output=True, text=True, check=False)
    assert done.stdout.strip() in {"not_python", "None"}, done


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\n%time f()\n", 2),
        ("%%time\nx = 1\n", 1),
        ("!ls\n", 1),
        ("def f():\n    !ls\n", 2),
        ("x = !ls\n", 1),
        ("x = %time f()\n", 1),
        ("?print\n", 1),
        ("x = 1\nprint?\n", 2),
        ("await f()\n", 1),
        ("x = 1\ny = await f()\n", 2),
        ("async with a as b:\n    pass\n", 1),
        ("[x async for x in y]\n", 1),
    ],
)
def test_a_line_for_notebooks_only(source: str, line: int) -> None:
    """It is named as such, not as a mistake in Python."""
    verdict, message = refused(source)
    assert verdict is Verdict.NOTEBOOK_ONLY
    assert message.startswith(f"Line {line} ")


STARTER = '''
class ProductUpdate(Schema):
    """What a client sends."""

    name: Name = ...
    kept: tuple[int, ...] = ()


router = APIRouter(prefix=...)
limit = ...


async def find(session, *, key=...):
    """Find one."""
    ...


def price():
    return ...
'''


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (STARTER, 5),
        ("", 0),
        ("# only a comment\n", 0),
        ("limit = ...\n", 1),
        ("limit = 3\nasync def find(session):\n    x = 1\n    ...\n", 4),
        ("def price():\n    if True:\n        return ...\n", 3),
        ("router = APIRouter(tags=['x'], prefix=...)\n", 1),
        ("class ProductUpdate:\n    name: str = ...\n", 2),
    ],
)
def test_unfinished(source: str, line: int) -> None:
    """A `...` of the starter still stands in its place."""
    assert unfinished_line(source, STARTER) == line


@pytest.mark.parametrize(
    "source",
    [
        "x: tuple[int, ...] = ()\n",
        "name = Field(...)\n",
        "other = ...\n",
        "class Store(Protocol):\n    def get(self) -> int: ...\n",
        "def find(session):\n    def inner(): ...\n    return inner\n",
        "class Other:\n    name: str = ...\n",
        "y = x[..., 0]\n",
        "...\n",
        "def f(key=...): return key\n",
    ],
)
def test_an_ellipsis_elsewhere_is_the_answers_own(source: str) -> None:
    """It is legal Python."""
    assert unfinished_line(source, STARTER) is None


def test_without_a_starter_nothing_is_unfinished() -> None:
    """But for an empty cell."""
    assert unfinished_line("limit = ...\n", "") is None
    assert unfinished_line("\n", "") == 0


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("class Page[T](Schema):", "Generic[…]"),
        ("    async def first[T](items: list[T]) -> T:", "TypeVar"),
        ("type Names = list[str]", "Names: TypeAlias"),
        ("type Pair[T] = tuple[T, T]", "Pair: TypeAlias"),
    ],
)
def test_type_parameters_have_older_words(line: str, advice: str) -> None:
    """Only a Python that cannot read them says so, and the verdict is that of any line it cannot read."""
    said = in_older_words(line)
    assert said is not None
    assert advice in said
    found = refusal(
        "async def outer():\n" + line + "\n        pass\n"
        if line[0] == " "
        else line + (" pass\n" if line[-1] == ":" else "\n")
    )
    if sys.version_info < (3, 12):
        assert found is not None
        assert found.verdict is Verdict.NOT_PYTHON
        assert "needs Python 3.12; this is 3.11." in found.message
        assert said in found.message
    else:
        assert found is None


@pytest.mark.parametrize(
    "line", ["class Page(Generic[T]):", "def f(x: list[int]):", "type(x) == int", "x = = 1", "type = 3"]
)
def test_other_lines_have_none(line: str) -> None:
    """A mistake of another kind is not blamed on the version."""
    assert in_older_words(line) is None
