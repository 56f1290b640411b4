"""The contract's one door: here, and nowhere else, a stage of the app is started.

A stage runs in processes of their own over real sockets; for each test its lifespan runs again on a new copy of the
database. Each test runs on each stage that has its behaviour. How a test says which those are:

    since, before = pytest.mark.since, pytest.mark.before

    @since(2)
    def test_a_missing_market_is_404(client):
        assert client.get("/markets/999999").status_code == 404

    @before("test_a_missing_market_is_404")
    def test_a_missing_market_is_200_with_success_false(client):
        assert client.get("/markets/999999").is_200_with_success_false

The first runs on 02 and later; on 01 and on the stage just before it is a strict xfail. The second runs on 01 alone.
`README.md` has the whole of it, and the options.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import calls
import eras
import pytest

from workshop import stages
from workshop.gateway import Gateway

NO_STAGE = "no stage"
SETTINGS = {"PAYMENT_TIMEOUT_SECONDS": "0.5"}
"""What every stage is started with here, so that no test waits long."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Choose stages, and put a learner's answers in front."""
    group = parser.getgroup("contract")
    group.addoption(
        "--stage",
        action="append",
        type=int,
        default=None,
        metavar="N",
        help="contract: only this stage; may be repeated",
    )
    group.addoption(
        "--front",
        action="append",
        default=None,
        metavar="DIR",
        help="contract: a folder of answers in front of the stage (the newest, or --stage); may be repeated",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks."""
    config.addinivalue_line("markers", "since(stage): the first stage of the app that has this behaviour")
    config.addinivalue_line("markers", "before(name, first=None, last=None): what earlier stages do instead")
    try:
        for number in config.getoption("stage", default=None) or []:
            stages.stage(number)
    except stages.StageError as error:
        raise pytest.UsageError(str(error)) from None
    for folder in config.getoption("front", default=None) or []:
        if not (Path(folder) / "market").is_dir():
            raise pytest.UsageError(f"--front {folder}: it has no folder `market`")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Bring each test together with its stages."""
    if "stage" not in metafunc.fixturenames:
        return
    if problem := eras.complaint(metafunc.module, metafunc.function):
        pytest.fail(problem, pytrace=False)
    names = {stage.number: stage.id for stage in stages.all_stages()}
    meetings = eras.meetings(metafunc.module, metafunc.function, names)
    if chosen := metafunc.config.getoption("stage", default=None):
        meetings = [meeting for meeting in meetings if meeting.stage in chosen]
    if metafunc.config.getoption("front", default=None):
        # Answers may do better than their stage: that they lack a later behaviour is not asked of them.
        old = eras.is_before(metafunc.function)
        newest = max(chosen or names)
        meetings = [] if old else [meeting for meeting in meetings if meeting.holds and meeting.stage == newest]
    parameters = [eras.parameter(meeting, names[meeting.stage]) for meeting in meetings]
    # A test that has no stage in this run is deselected below; an empty list of parameters would make it a skip.
    metafunc.parametrize("stage", parameters or [pytest.param(0, id=NO_STAGE)], indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that no chosen stage is to meet."""
    idle = [item for item in items if getattr(item, "callspec", None) and item.callspec.params.get("stage") == 0]
    if idle:
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if item not in idle]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Any:
    """A fixture that fails is an error, never the failure that an xfail expects."""
    try:
        return (yield)
    except AssertionError as error:
        raise calls.NotArranged(f"fixture {fixturedef.argname}: {error}") from error


@pytest.fixture(scope="session")
def stage(request: pytest.FixtureRequest) -> int:
    """The number of the stage that is tested."""
    return int(request.param)


@pytest.fixture(scope="session")
def front(request: pytest.FixtureRequest) -> list[Path]:
    """Folders in front of the stage."""
    return [Path(folder).resolve() for folder in request.config.getoption("front", default=None) or []]


@pytest.fixture(scope="session")
def bank() -> Iterator[Gateway]:
    """The payment gateway's own server, one for all stages."""
    with Gateway() as running:
        yield running


@pytest.fixture(scope="session")
def server(stage: int, front: list[Path], bank: Gateway) -> Iterator[Any]:
    """The stage, started once: two processes on one database, as under `--workers 2`. Most tests use the first."""
    with stages.client(stage, processes=2, front=front, settings=SETTINGS, gateway=bank) as running:
        yield running


@pytest.fixture
def gateway(bank: Gateway) -> Iterator[Gateway]:
    """The payment gateway: `script`, `hold`, `wait_held`, `release`, `charges`. No test leaves anything in it."""
    bank.reset()
    yield bank
    bank.reset()


@pytest.fixture
def app(server: Any, gateway: Gateway) -> Any:
    """The stage on a new database."""
    server.reset()
    return server


@pytest.fixture
def client(app: Any) -> calls.Client:
    """Customer 2."""
    return calls.Client(app.as_customer(2))


@pytest.fixture
def other(app: Any) -> calls.Client:
    """Customer 3."""
    return calls.Client(app.as_customer(3))


@pytest.fixture
def staff(app: Any) -> calls.Client:
    """Customer 1, who may write markets, stalls and products at every stage."""
    return calls.Client(app.as_staff())


@pytest.fixture
def anonymous(app: Any) -> calls.Client:
    """Nobody: no token."""
    return calls.Client(app.anonymous())


@pytest.fixture
def elsewhere(app: Any) -> calls.Client:
    """Customer 3 on the second process: two processes race where one would wait its turn."""
    return calls.Client(app.on(1).as_customer(3))


@pytest.fixture
def crash(app: Any) -> Any:
    """Kill the process, here and now, and start the app again on the same database."""

    def crash() -> None:
        app.kill()
        app.restart()

    return crash


@pytest.fixture
def start(gateway: Gateway) -> Iterator[type[calls.Ongoing]]:
    """Begin a call and go on: `order = start(client.post, "/orders", json=…)`, later `order.answer()`."""
    begun: list[calls.Ongoing] = []

    class Started(calls.Ongoing):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            begun.append(self)

    yield Started
    gateway.reset()
    for call in begun:
        call.answered(seconds=10)


@pytest.fixture
def start_and_hold(gateway: Gateway, start: type[calls.Ongoing]) -> Any:
    """Begin an order, and go on when the gateway holds its call; nothing is charged until `gateway.release()`.

    With `until=2` the two go on together when a second call has come.
    """

    def start_and_hold(*args: Any, until: int = 1000, **kwargs: Any) -> calls.Ongoing:
        gateway.hold(until)
        call = start(*args, **kwargs)
        if gateway.wait_held(1) == 0:
            raise calls.NotArranged("the order did not come as far as the gateway")
        return call

    return start_and_hold
