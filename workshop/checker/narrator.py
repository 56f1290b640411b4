"""The pytest plugin that reports each step of a run as an event."""

import warnings
from collections.abc import Generator, Sequence

import pytest

from workshop.checker import events
from workshop.checker.reporter import Reporter
from workshop.kit.blame import summary
from workshop.kit.context import KEY, Context
from workshop.kit.learner import SERVED, CourseError, Served
from workshop.kit.mismatch import Mismatch


class Narrator:
    """The plugin that says what happens."""

    def __init__(
        self,
        context: Context,
        reporter: Reporter,
        only: Sequence[str] | None,
        stop_at_first: bool,
        served: Served | None,
    ) -> None:
        self._context = context
        self._reporter = reporter
        self._only = only
        self._stop_at_first = stop_at_first
        self._served = served
        self._failure: events.Finished | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Give the fixtures what the run is about."""
        config.stash[KEY] = self._context
        if self._served is not None:
            config.stash[SERVED] = self._served

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what was not asked for."""
        if self._only is not None:
            items[:] = [item for item in items if item.name in self._only]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Name the requirements."""
        tests = [events.Test(id=item.name, title=_title(item)) for item in session.items]
        self._reporter.send(events.Collected(tests=tests))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Say that a test file could not be imported."""
        report = yield
        if report.failed:
            call = report.call
            error = call.excinfo.value
            cause = error.__cause__ or error
            self._reporter.send(events.NotCollected(error=summary(cause), place=self._reporter.place(cause)))
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Report a requirement's beginning and end."""
        self._failure = None
        self._reporter.send(events.Started(id=item.name))
        result = yield
        self._reporter.send(self._failure or events.Finished(id=item.name, result="pass"))
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep a requirement's first failure, in whatever phase it came. Spares pytest the drawing of its traceback."""
        if call.excinfo is not None and self._failure is None:
            self._fail(item, call.excinfo.value)
        assert call.when != "collect"  # pytest has another hook for that
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="passed" if call.excinfo is None else "failed",
            longrepr=None,
            when=call.when,
            duration=call.duration,
            start=call.start,
            stop=call.stop,
        )

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """The answer raised what the Stop button would."""
        self._exit(excinfo.value)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Something in pytest or in the kit went wrong."""
        self._reporter.send(events.Fault(text="".join(excinfo.getrepr(style="short").__str__())))

    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Pass on a coroutine that was never awaited."""
        message = warning_message.message
        if isinstance(message, RuntimeWarning) and "never awaited" in str(message):
            self._reporter.send(events.Warned(text=str(message).partition("\n")[0]))

    def _fail(self, item: pytest.Item, error: BaseException) -> None:
        item.session.shouldstop = item.session.shouldstop or self._stop_at_first
        while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
            error = error.exceptions[0]
        place = self._reporter.place(error)
        if isinstance(error, MemoryError):
            self._reporter.send(events.OutOfMemory(place=place))
            item.session.shouldstop = True
        elif isinstance(error, SystemExit | KeyboardInterrupt):
            self._exit(error)
            item.session.shouldstop = True
        elif isinstance(error, CourseError):
            self._reporter.send(events.Fault(text=str(error)))
            item.session.shouldstop = True
        elif isinstance(error, pytest.skip.Exception) and self._served is None:
            self._reporter.send(events.Fault(text=f"{item.name} was skipped: {error}"))
        said = isinstance(error, Mismatch) or (isinstance(error, AssertionError) and (place is None or place.file))
        self._failure = events.Finished(
            id=item.name,
            result="not_red" if self._is_not_red(item, error) else "mismatch" if said else "unexpected",
            text=str(error) if said else self._summary(error),
            place=None if said else place,
        )

    def _is_not_red(self, item: pytest.Item, error: BaseException) -> bool:
        """Whether pytest calls it skipped or expected to fail; only tests that a learner wrote may do so."""
        if self._served is None:
            return False
        return isinstance(error, pytest.skip.Exception | pytest.xfail.Exception) or any(item.iter_markers("xfail"))

    def _summary(self, error: BaseException) -> str:
        """An exception in one line; of an assert that pytest explains, the first line of the explanation."""
        if self._served is not None and isinstance(error, AssertionError):
            return str(error).partition("\n")[0] or type(error).__name__
        return summary(error)

    def _exit(self, error: BaseException) -> None:
        self._reporter.send(events.Exited(error=summary(error), place=self._reporter.place(error)))


def _title(item: pytest.Item) -> str:
    """The first line of the test's docstring; the parameters' own id behind it where there are any."""
    doc = getattr(getattr(item, "function", None), "__doc__", None) or item.name
    title = str(doc).strip().partition("\n")[0]
    parameters = getattr(item, "callspec", None)
    return title if parameters is None else f"{title} ({parameters.id})"
