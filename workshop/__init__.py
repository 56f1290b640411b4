"""The course as a tool. In a notebook, `%load_ext workshop` brings its magics."""

import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: "InteractiveShell") -> None:
    """Register the magics, and make the checker's process ready meanwhile; IPython calls this."""
    from workshop.magics import WorkshopMagics  # here: the command line needs neither IPython nor the magics

    shell.register_magics(WorkshopMagics(shell))
    threading.Thread(target=_warm_up, name="workshop-warm-up", daemon=True).start()


def _warm_up() -> None:
    """Start the checker. Where that fails, the first check fails, too, and says why."""
    with contextlib.suppress(Exception):
        from workshop import checker

        checker.warm_up()
