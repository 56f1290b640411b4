"""The gateway's paths: `POST /charges` for the app, `/_control/…` for tests and lessons."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop.gateway.barrier import Barrier
from workshop.gateway.http import Break, Reply, Request
from workshop.gateway.ledger import ChargeRequest, KeyConflictError, Ledger
from workshop.gateway.script import Script, Step, Steps


class Hold(BaseModel):
    """The body of `POST /_control/hold`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    calls: int = Field(ge=1)


class Held(BaseModel):
    """The query of `GET /_control/held`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    atLeast: int = Field(default=0, ge=0)
    seconds: float = Field(default=5, ge=0)


class Service:
    """Answers requests. Belongs to one event loop."""

    def __init__(self) -> None:
        self._begin()
        self._charging: set[asyncio.Task[Reply | Break]] = set()
        self._routes: dict[tuple[str, str], Callable[[Request], Awaitable[Reply | Break]]] = {
            ("POST", "/charges"): self._charges,
            ("GET", "/_control/charges"): self._list,
            ("POST", "/_control/script"): self._script,
            ("POST", "/_control/hold"): self._hold,
            ("GET", "/_control/held"): self._held,
            ("POST", "/_control/release"): self._release,
            ("POST", "/_control/reset"): self._reset,
        }

    async def handle(self, request: Request) -> Reply | Break:
        """Answer one request."""
        route = self._routes.get((request.method, urlsplit(request.target).path))
        if route is None:
            return Reply(404, {"error": f"no {request.method} {request.target} here"})
        try:
            return await route(request)
        except ValidationError as error:
            problems = [{"loc": list(one["loc"]), "msg": one["msg"]} for one in error.errors(include_url=False)]
            return Reply(422, {"error": problems})

    async def end_calls(self) -> None:
        """Break the connection of every call that is held, slow or hung; none of them is charged."""
        for task in self._charging:
            task.cancel()
        while self._charging:
            await asyncio.wait(self._charging)

    def _begin(self) -> None:
        self._ledger = Ledger()
        self._steps = Steps()
        self._barrier = Barrier()

    async def _charges(self, request: Request) -> Reply | Break:
        self._ledger.calls += 1
        step = self._steps.next()
        wanted = ChargeRequest.model_validate_json(request.body)
        # A task of its own, so that a reset can end it and the connection lives to tell.
        task = asyncio.create_task(self._charge(wanted, request.headers.get("idempotency-key"), step))
        self._charging.add(task)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                return Break.RESET
            raise
        finally:
            self._charging.discard(task)

    async def _charge(self, wanted: ChargeRequest, key: str | None, step: Step) -> Reply | Break:
        await self._barrier.pass_through()
        match step.fault:
            case "reset":
                return Break.RESET
            case "unavailable":
                return Reply(503, {"error": "unavailable"}, {"retry-after": str(step.retryAfter)})
            case "declined":
                return Reply(402, {"error": "declined"})
            case "hang":
                await asyncio.sleep(1e9 if step.seconds is None else step.seconds)
                return Break.CLOSE
            case "slow":
                await asyncio.sleep(1.0 if step.seconds is None else step.seconds)
        try:
            charge = self._ledger.charge(wanted, key)
        except KeyConflictError:
            return Reply(422, {"error": "this Idempotency-Key came with another body"})
        return Break.CLOSE if step.fault == "lost_answer" else Reply(201, charge.model_dump())

    async def _list(self, request: Request) -> Reply:
        charges: list[dict[str, Any]] = [charge.model_dump() for charge in self._ledger.charges]
        return Reply(200, {"count": len(charges), "calls": self._ledger.calls, "charges": charges})

    async def _script(self, request: Request) -> Reply:
        self._steps.set(Script.model_validate_json(request.body))
        return Reply(200, {})

    async def _hold(self, request: Request) -> Reply:
        self._barrier.hold(Hold.model_validate_json(request.body).calls)
        return Reply(200, {})

    async def _held(self, request: Request) -> Reply:
        query = {name: values[-1] for name, values in parse_qs(urlsplit(request.target).query).items()}
        wanted = Held.model_validate(query)
        return Reply(200, {"held": await self._barrier.wait_caught(wanted.atLeast, wanted.seconds)})

    async def _release(self, request: Request) -> Reply:
        self._barrier.release()
        return Reply(200, {})

    async def _reset(self, request: Request) -> Reply:
        await self.end_calls()
        self._begin()
        return Reply(200, {})
