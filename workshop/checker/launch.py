"""How the checker's processes are started by exec: the same command line for all of them."""

import sys

from workshop import course

_START = (
    "import sys, importlib; sys.path.insert(0, sys.argv[1]); importlib.import_module(sys.argv[2]).start(*sys.argv[3:])"
)


def command(module: str, *arguments: str) -> list[str]:
    """The command line of a process that runs `start(*arguments)` of a module of the course.

    -P keeps every folder of the learner's off `sys.path`. The course's own folder is put there without PYTHONPATH,
    which a colon in the folder's name would break.
    """
    return [sys.executable, "-P", "-c", _START, str(course.ROOT), module, *arguments]
