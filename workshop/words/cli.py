"""What the command line says, apart from its `--help`, which is written beside the commands."""

from pathlib import Path


def no_such_file(path: Path) -> str:
    """The answer's file is missing."""
    return f"There is no file {path}."


def not_a_file(path: Path) -> str:
    """The answer's path is a folder."""
    return f"{path} is a folder. Name the file that holds the answer."


def unreadable(path: Path, reason: str) -> str:
    """The answer's file cannot be read."""
    return f"{path} cannot be read: {reason}."


def not_utf8(path: Path, line: int) -> str:
    """The answer's file is not text in UTF-8."""
    return f"{path} is not text in UTF-8: see line {line}. Save it as UTF-8."


def not_a_notebook(path: Path, reason: str) -> str:
    """The file's name ends in .ipynb, and it is no notebook."""
    return f"{path} is not a notebook: {reason}. Nothing was checked."


def no_such_cell(path: Path, exercise: str) -> str:
    """The notebook has no cell for the exercise."""
    return f"{path} has no cell that starts with `%%exercise {exercise}`."


CHECK_FAILED = "The check itself failed. It is not your answer; nothing was recorded. What happened:"


def not_judged(exercise: str) -> str:
    """An exercise of kind text."""
    return f"{exercise} asks for a text of your own, which nobody judges."


def no_hints(exercise: str) -> str:
    """An exercise that nobody judges."""
    return f"{exercise} has no hints: its notebook has the questions that lead through it."


def as_command(text: str) -> str:
    """A text for notebooks, which names `%hint`, in the words of the command line."""
    return text.replace("%hint ", "workshop hint ")


def stage_serves(
    title: str, address: str, gateway: str, database: Path, email: str, password: str, *, proxied: bool
) -> str:
    """A stage listens. `proxied`: a proxy is set, which curl would ask even for this machine itself."""
    curl = "curl --noproxy 127.0.0.1" if proxied else "curl"
    return "\n".join(
        [
            f"Stage {title} is served at {address}",
            f"  its paths        {address}/docs (this page loads its scripts from the internet)",
            f"  its database     {database} (fresh; the next start makes it anew)",
            f"  payment gateway  {gateway}",
            "",
            "Sign in, and send the token that comes back as `Authorization: Bearer TOKEN`:",
            f"  {curl} -d username={email} -d password={password} {address}/token",
            "",
            "Customer 1 is staff, the others are customers; data/customers.csv has the emails. Ctrl-C ends it.",
        ]
    )


STAGE_ENDED = "Ended."
SAME = "The two stages have the same modules."
