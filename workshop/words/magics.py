"""What the magics say beside reports."""

from collections.abc import Iterable

EMPTY = "There is nothing in this cell below its first line. Nothing was saved or checked."
STOPPED = "Stopped: no verdict, and nothing was recorded. Change the cell, or run it again."
SAVED_TEXT = "Saved in {path}. Nobody judges this one. Compare it with another answer: %solution {id}"

HINT = "Hint {number} of {count}"
MORE_HINTS = "Another hint: %hint {id}"
LAST_HINT = "That is the last hint. After this: %solution {id}"
NO_HINTS = "{id} has no hints."

NOT_BOUND = "Its names are not defined in this notebook: {reason}"
TABLES = "it defines tables, which one process can hold only once."
OTHER_STAGE = "this kernel has loaded stage {loaded:02d}, and the exercise belongs to {wanted:02d}. Restart the kernel."
BINDING_STOPPED = "you stopped it while it ran here. The verdict stands."
FAILED_HERE = "running it over the loaded stage raised {error}."

RESET = "Your answer is kept in {path}. The starter is in a new cell below; if there is none, copy it from here."
NOTHING_TO_RESET = "There was no saved answer. The starter is in a new cell below; if there is none, copy it from here."
STARTER = "the starter"


def usage(magic: str, ids: Iterable[str]) -> str:
    """A magic without an id."""
    return f"Which exercise? Write its id after {magic}. There are: {', '.join(ids)}."


def unknown_words(magic: str, words: Iterable[str], form: str) -> str:
    """A magic with more on its line than it knows."""
    return f"{magic} does not know {' '.join(words)!r}. Its form is: {form}"
