"""Stalls, as JSON."""

from datetime import datetime

from pydantic import MISSING

from market.schemas.common import BodyId, Description, Name, Schema


class StallCreate(Schema):
    """What a client sends to add a stall."""

    market_id: BodyId
    name: Name
    description: Description | None = None


class StallUpdate(Schema):
    """What a client sends to change a stall. A stall does not move to another market."""

    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING


class StallResponse(Schema):
    """What a client gets."""

    id: int
    market_id: int
    name: str
    description: str | None
    created_at: datetime
    updated_at: datetime
