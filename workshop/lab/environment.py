"""The environment in which JupyterLab serves the room and nothing else."""

import os
from collections.abc import Mapping
from pathlib import Path

from workshop.room import OWN

CONFIG = Path(__file__).parent / "config"
FIRST = "notebooks/00_start_here.ipynb"
"""The first lesson, below the room and below the course."""


def environment(room: Path, base: Mapping[str, str], *, own_home: bool) -> dict[str, str]:
    """Variables for the server and its kernels.

    Args:
        room: the learner's room; Jupyter's settings, window layouts and run-time files go below it.
        base: the variables to start from, as `os.environ`.
        own_home: also leave the user's own Jupyter and IPython folders unread. Not on a hub, whose own parts are there.
    """
    own = room / OWN / "jupyter"
    path = [str(CONFIG), *filter(None, [base.get("JUPYTER_CONFIG_PATH")])]
    variables = {
        "WORKSHOP_ROOM": str(room),
        "WORKSHOP_FIRST": FIRST,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(path),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        # The kernels read and write notebooks and answers the same way under every locale.
        "PYTHONUTF8": "1",
    }
    if own_home:
        variables |= {
            "JUPYTER_CONFIG_PATH": str(CONFIG),
            "JUPYTER_CONFIG_DIR": str(own / "config"),
            "JUPYTER_DATA_DIR": str(own / "data"),
            "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
            "IPYTHONDIR": str(own / "ipython"),
        }
    return {**base, **variables}
