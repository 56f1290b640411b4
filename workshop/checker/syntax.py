"""Whether an answer is Python, before anything of it runs."""

import ast
import re
import sys
import threading
import warnings
from dataclasses import dataclass

from workshop.checker import words
from workshop.checker.report import Verdict

_MAGIC = re.compile(r"\s*(%|!|\?)|.*\?\s*$|\s*[\w.\[\], ]+=\s*(%|!)\s*\w")
_PARAMETERS = re.compile(
    r"\s*(?:(?P<class>class)\s+\w+\s*\[|(?:async\s+)?def\s+\w+\s*\[|type\s+(?P<alias>\w+)\s*(?:\[[^=]*\]\s*)?=)"
)
"""Type parameters and type aliases as Python 3.12 brought them (PEP 695)."""
_FILTERS = threading.Lock()
"""Python keeps one list of warnings filters a process."""


@dataclass(frozen=True)
class Refusal:
    """Why an answer is not run."""

    verdict: Verdict
    message: str


def refusal(source: str) -> Refusal | None:
    """Why Python cannot read the source; None if it can."""
    with _FILTERS, warnings.catch_warnings():
        # A doubtful escape in a string is a warning; a kernel in which warnings are errors shall not decide a verdict.
        warnings.simplefilter("ignore")
        try:
            compile(source, "<answer>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return _explain(error, source)
        except UnicodeEncodeError:
            return _not_python(words.NOT_PYTHON_AT_ALL.format(why=words.NOT_TEXT))
        except (RecursionError, MemoryError):
            return _not_python(words.NOT_PYTHON_AT_ALL.format(why=words.TOO_DEEP))
        except ValueError as error:  # a null byte, in older Pythons
            return _not_python(words.NOT_PYTHON_AT_ALL.format(why=error))
    return None


def _explain(error: SyntaxError, source: str) -> Refusal:
    lines = source.split("\n")
    number = error.lineno or 0
    if not 1 <= number <= len(lines):
        return _not_python(words.NOT_PYTHON_AT_ALL.format(why=error.msg))
    line = lines[number - 1]
    if _MAGIC.match(line):
        return Refusal(Verdict.NOTEBOOK_ONLY, words.MAGIC.format(line=number, code=line.strip()))
    if sys.version_info < (3, 12) and (advice := in_older_words(line)) is not None:
        running = f"{sys.version_info.major}.{sys.version_info.minor}"
        return _not_python(words.TOO_NEW.format(line=number, running=running, instead=advice))
    if "outside" in error.msg and _awaits_at_top(source):
        return Refusal(Verdict.NOTEBOOK_ONLY, words.AWAIT.format(line=number))
    message = words.NOT_PYTHON.format(line=number, why=error.msg)
    # `offset` counts from 1, in characters of the line as Python read it.
    caret = " " * max(0, (error.offset or 1) - 1) + "^"
    return _not_python(f"{message}\n    {line}\n    {caret}")


def in_older_words(line: str) -> str | None:
    """How to say before Python 3.12 what a line of code says in the words of 3.12; None if it does not use them."""
    found = _PARAMETERS.match(line)
    if found is None:
        return None
    if found["alias"]:
        return words.TOO_NEW_TYPE.format(name=found["alias"])
    return words.TOO_NEW_CLASS if found["class"] else words.TOO_NEW_FUNCTION


def _awaits_at_top(source: str) -> bool:
    """Whether the source would be right if a top-level `await` were allowed, as it is in a notebook cell."""
    try:
        compile(source, "<answer>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, RecursionError, MemoryError):
        return False
    return True


def _not_python(message: str) -> Refusal:
    return Refusal(Verdict.NOT_PYTHON, message)
