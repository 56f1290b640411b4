"""What `workshop lab` says."""

import sys

NOT_INSTALLED = (
    f"JupyterLab is not installed for {sys.executable}. In the course's folder, run "
    "`uv run workshop lab`, or install the course first: `python -m pip install -e .`"
)


def opened(address: str) -> str:
    """The server listens."""
    return (
        f"JupyterLab serves your copy of the course at\n\n    {address}\n\n"
        "Leave this terminal open while you work. Ctrl-C ends it; your notebooks and answers stay."
    )


def already_open(address: str) -> str:
    """Another `workshop lab` serves this room."""
    return (
        f"The course is already open, at\n\n    {address}\n\n"
        "It was started by another `workshop lab`; Ctrl-C in that terminal ends it."
    )


def no_first_lesson(path: str) -> str:
    """The first lesson is not in the room."""
    return f"The first lesson, {path}, is not in your room. `workshop doctor` says what is missing."
