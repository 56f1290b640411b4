"""A notebook's shell in this process, with what it displays; for tests that need no kernel."""

from collections.abc import Iterator
from contextlib import contextmanager

from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from workshop.attempt import Check
from workshop.magics import WorkshopMagics


class Notebook:
    """Runs cells and tells what they show."""

    def __init__(self, shell: InteractiveShell, check: Check | None) -> None:
        self.shell = shell
        self.publisher = CapturingDisplayPublisher()
        shell.display_pub = self.publisher
        shell.register_magics(WorkshopMagics(shell, check))

    def run(self, cell: str) -> dict[str, str]:
        """Run a cell that shows one output and raises nothing; answers its bundle."""
        self.publisher.outputs.clear()
        result = self.shell.run_cell(cell)
        assert result.success, (result.error_before_exec, result.error_in_exec)
        assert result.result is None
        (output,) = self.publisher.outputs
        data: dict[str, str] = output["data"]
        assert set(data) == {"text/html", "text/plain"}
        return data

    def text(self, cell: str) -> str:
        """The plain form of what a cell shows."""
        return self.run(cell)["text/plain"]


@contextmanager
def notebook(check: Check | None = None) -> Iterator[Notebook]:
    """A shell of its own; `display` shows in the one instance that there is."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=config)
    try:
        yield Notebook(shell, check)
    finally:
        InteractiveShell.clear_instance()
