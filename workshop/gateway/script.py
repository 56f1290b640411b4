"""What the next calls of the gateway meet, one step a call."""

from collections import deque
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Fault = Literal["ok", "slow", "hang", "reset", "unavailable", "declined", "lost_answer"]


class Step(BaseModel):
    """What one call meets.

    ok: it is charged. slow: charged after `seconds` (1). hang: no answer and no charge, for `seconds` or until the
    gateway is reset. reset: the connection is reset (RST), nothing is charged. unavailable: 503 with `Retry-After`,
    nothing is charged. declined: 402, nothing is charged. lost_answer: charged, then the connection is closed without
    an answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fault: Fault = "ok"
    seconds: float | None = Field(default=None, ge=0)
    retryAfter: int = Field(default=1, ge=0)


class Script(BaseModel):
    """The body of `POST /_control/script`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: tuple[Step, ...]


class Steps:
    """The steps that are left; when none is, all is well."""

    def __init__(self) -> None:
        self._left: deque[Step] = deque()

    def set(self, script: Script) -> None:
        """Replace what is left."""
        self._left = deque(script.steps)

    def next(self) -> Step:
        """The step of the call that has come."""
        return self._left.popleft() if self._left else Step()
