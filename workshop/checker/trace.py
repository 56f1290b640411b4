"""The events of a run, sorted by what they are about."""

from dataclasses import dataclass, field

from workshop.checker import events
from workshop.checker.job import Ending, Outcome

Failure = events.ImportFailed | events.NamesMissing | events.NotCollected | events.Fault
Cut = events.OutOfMemory | events.Exited


@dataclass
class Trace:
    """What is known of a run."""

    ending: Ending
    ready: bool = False
    imported: bool = False
    done: bool = False
    tests: list[events.Test] = field(default_factory=list)
    finished: dict[str, events.Finished] = field(default_factory=dict)
    current: str | None = None
    """The requirement that was being tried when the run ended, or was cut."""
    failure: Failure | None = None
    """Why no requirement could be tried, or what was wrong in the course."""
    cut: Cut | None = None
    """What the answer did to its own process."""
    warnings: list[str] = field(default_factory=list)

    @property
    def unexpected(self) -> list[events.Finished]:
        """The requirements that ended in an exception of which the hidden tests know nothing."""
        return [finished for finished in self.finished.values() if finished.result == "unexpected"]

    def title(self, test_id: str | None) -> str | None:
        """A requirement's title."""
        return next((test.title for test in self.tests if test.id == test_id), None)


def read(outcome: Outcome) -> Trace:
    """Sort the events of a run."""
    trace = Trace(outcome.ending)
    for event in outcome.events:
        _take(trace, event)
    return trace


def _take(trace: Trace, event: events.Event) -> None:
    match event:
        case events.Ready():
            trace.ready = True
        case events.Imported():
            trace.imported = True
        case events.Collected(tests=tests):
            trace.tests = tests
        case events.Started(id=name) if trace.cut is None:
            trace.current = name
        case events.Finished() if trace.cut is None:
            trace.finished[event.id] = event
            trace.current = None
        case events.OutOfMemory() | events.Exited():
            trace.cut = trace.cut or event
        # What comes after a cut is its consequence.
        case events.ImportFailed() | events.NamesMissing() | events.NotCollected() | events.Fault() if (
            trace.cut is None
        ):
            trace.failure = trace.failure or event
        case events.Warned(text=text) if text not in trace.warnings:
            trace.warnings.append(text)
        case events.Done():
            trace.done = True
