"""What the process that runs an answer reports, one event after the other, so that a sudden end loses none of it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(_Event):
    """A line of code."""

    file: str
    """Empty for the answer itself; else the module's path, as `market/main.py`."""
    number: int
    code: str


class Ready(_Event):
    """The process is set up; from now on the answer's code may run."""

    event: Literal["ready"] = "ready"


class Imported(_Event):
    """The answer was imported, and has all names."""

    event: Literal["imported"] = "imported"


class ImportFailed(_Event):
    """The answer could not be imported."""

    event: Literal["import_failed"] = "import_failed"
    error: str
    place: Place | None


class NamesMissing(_Event):
    """The answer lacks names that the exercise asks for."""

    event: Literal["names_missing"] = "names_missing"
    names: list[str]


class Test(_Event):
    """A requirement."""

    id: str
    title: str


class Collected(_Event):
    """The requirements, in the order in which they run."""

    event: Literal["collected"] = "collected"
    tests: list[Test]


class NotCollected(_Event):
    """A test file could not be imported."""

    event: Literal["not_collected"] = "not_collected"
    error: str
    place: Place | None


class Started(_Event):
    """A requirement is being tried."""

    event: Literal["started"] = "started"
    id: str


class Finished(_Event):
    """How that went.

    `mismatch`: the test says so; `unexpected`: any other exception; `not_red`: a learner's own test ended early, but
    it was skipped, or marked as one that fails.
    """

    event: Literal["finished"] = "finished"
    id: str
    result: Literal["pass", "mismatch", "unexpected", "not_red"]
    text: str = ""
    place: Place | None = None


class OutOfMemory(_Event):
    """The answer asked for more memory than there is for it."""

    event: Literal["out_of_memory"] = "out_of_memory"
    place: Place | None


class Exited(_Event):
    """The answer raised SystemExit or KeyboardInterrupt."""

    event: Literal["exited"] = "exited"
    error: str
    place: Place | None


class Warned(_Event):
    """Python warned of something in the answer."""

    event: Literal["warned"] = "warned"
    text: str


class Fault(_Event):
    """Something in the course's own code went wrong."""

    event: Literal["fault"] = "fault"
    text: str


class Done(_Event):
    """All that was to be done is done."""

    event: Literal["done"] = "done"


Event = Annotated[
    Ready
    | Imported
    | ImportFailed
    | NamesMissing
    | Collected
    | NotCollected
    | Started
    | Finished
    | OutOfMemory
    | Exited
    | Warned
    | Fault
    | Done,
    Field(discriminator="event"),
]

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def read_events(data: bytes) -> list[Event]:
    """The events of JSON lines; the last line may be cut off, as its writer may have been."""
    return [event for line in data.splitlines() if (event := _read(line)) is not None]


def _read(line: bytes) -> Event | None:
    try:
        return _EVENT.validate_json(line)
    except ValueError:
        return None
