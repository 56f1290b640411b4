"""Run a notebook from top to bottom in a fresh kernel of this Python."""

import copy
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.files import write_atomically
from workshop.notebooks.tidy import empty, parse, tidy, unparse

STARTS = 3
"""A kernel sometimes dies before it answers once. That says nothing about the notebook: start it again."""

CELL_SECONDS = 60


class NotebookFailed(Exception):
    """A cell of a notebook raised an error, or took too long; the text holds the cell and the traceback."""


def execute(notebook: Any, *, folder: Path, environment: Mapping[str, str] | None = None) -> Any:
    """Execute a notebook.

    Args:
        notebook: as nbformat reads it; it is not changed.
        folder: the kernel's working directory.
        environment: variables to set for the kernel, beside those of this process.

    Returns:
        A copy, with counts and outputs.

    Raises:
        NotebookFailed: a cell failed that is not tagged `raises-exception`.
    """
    # Here, because only authors and tests have nbclient.
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    for start in range(1, STARTS + 1):
        result = copy.deepcopy(notebook)
        empty(result)
        client = NotebookClient(
            result,
            kernel_name="python3",
            timeout=CELL_SECONDS,
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            coalesce_streams=True,
            store_widget_state=False,
        )
        # No folder to search: then "python3" is this interpreter, whatever kernels the user has installed.
        client.create_kernel_manager().kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
        try:
            client.execute(stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
        except (CellExecutionError, CellTimeoutError) as error:
            raise NotebookFailed(str(error)) from error
        except DeadKernelError as error:
            raise NotebookFailed(f"the kernel died while a cell ran: {error}") from error
        except RuntimeError:  # "Kernel died before replying to kernel_info"
            if start == STARTS:
                raise
            continue
        return result
    raise AssertionError("unreachable")


def refresh(path: Path) -> bool:
    """Execute a lesson where it stands, in a room of its own, and write its outputs.

    Returns:
        Whether the file changed.

    Raises:
        NotebookFailed: a cell failed; the file is as it was.
    """
    before = path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        own = {"WORKSHOP_ROOM": str(Path(folder, "room")), "IPYTHONDIR": str(Path(folder, "ipython"))}
        notebook = execute(parse(before.decode("utf-8")), folder=path.parent, environment=own)
    tidy(notebook)
    after = unparse(notebook).encode("utf-8")
    if after != before:
        write_atomically(path, after)
    return after != before
