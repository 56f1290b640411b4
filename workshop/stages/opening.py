"""Opens a client: starts the gateway and the processes of a stage, and ends them together."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

from workshop.gateway import Gateway, GatewayControl
from workshop.stages.client import StageClient
from workshop.stages.servers import Servers
from workshop.stages.sessions import Sessions


def client(
    number: int,
    *,
    processes: int = 1,
    front: Sequence[Path] = (),
    settings: Mapping[str, str] | None = None,
    gateway: GatewayControl | None = None,
) -> StageClient:
    """Start a stage in processes of its own, on a new copy of its database, and sign in as customer 2.

    Args:
        number: the stage.
        processes: how many servers share the database, as under `--workers`.
        front: folders of answers, which stand before the stage's own.
        settings: further environment variables of the stage.
        gateway: a payment gateway that runs already; without it the client has one of its own.

    Raises:
        StageError: no such stage, or it cannot be imported or started; the message has the traceback.
    """
    with contextlib.ExitStack() as stack:
        paying = gateway or stack.enter_context(Gateway())
        servers = Servers(number, processes=processes, front=front, settings=settings or {}, payment_url=paying.url)
        stack.callback(servers.close)
        stack.callback(_end_calls, paying)
        sessions = Sessions(servers)
        stack.callback(sessions.close)
        opened = StageClient(servers, sessions, paying, stack.pop_all().close)
        opened.sign_in()
        return opened


def _end_calls(gateway: GatewayControl) -> None:
    # A stage that waits for the gateway could not be asked to leave.
    with contextlib.suppress(httpx.HTTPError):
        gateway.reset()
