"""Markets, as JSON."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from market.schemas.common import Description, Name, Schema

City = Annotated[str, Field(min_length=1, max_length=100)]
Status = Literal["draft", "open", "closed"]


class MarketCreate(Schema):
    """What a client sends to add a market."""

    name: Name
    city: City
    description: Description | None = None
    status: Status = "draft"


class MarketUpdate(Schema):
    """What a client sends to change a market. MISSING: the field was not sent, so it stays as it is."""

    name: Name | MISSING = MISSING
    city: City | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    status: Status | MISSING = MISSING


class MarketResponse(Schema):
    """What a client gets."""

    id: int
    name: str
    city: str
    description: str | None
    status: str
    created_at: datetime
    updated_at: datetime
