"""pytest over the notebooks: lessons are compared with their outputs, exercise notebooks as shipped only have to run.

At the root, because notebooks/ and exercises/ hold nothing but what a learner sees.
"""

import gc
import os
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

EXERCISES = Path(__file__).parent / "exercises"

KERNEL_STARTS = 3

# Kernels inherit these: no test touches the learner's own room, or runs the user's IPython startup files.
_own = tempfile.TemporaryDirectory(prefix="workshop room ")
os.environ["WORKSHOP_ROOM"] = str(Path(_own.name, "room"))
os.environ["IPYTHONDIR"] = str(Path(_own.name, "ipython"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the room."""
    _own.cleanup()


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Make exercise notebooks lax, and every notebook's kernel start again if it dies before it answers once."""
    # By its name: an import would make nbval a dependency of everything that runs pytest in this folder.
    if type(collector).__name__ == "IPyNbFile":
        if EXERCISES in collector.path.parents:
            collector.compare_outputs = False  # type: ignore[attr-defined]
        collector.setup = _start_again(collector.setup)  # type: ignore[method-assign]


def _start_again(setup: Callable[[], None]) -> Callable[[], None]:
    def patient_setup() -> None:
        for start in range(1, KERNEL_STARTS + 1):
            # A start that fails leaves nbval's files and sockets open; they are closed here, not in some test's name.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                try:
                    return setup()
                except RuntimeError:  # "Kernel died before replying to kernel_info": rare, and no fault of the notebook
                    if start == KERNEL_STARTS:
                        raise
                gc.collect()
        return None

    return patient_setup
