"""Products, as JSON."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
PriceCents = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ProductCreate(Schema):
    """What a client sends to add a product."""

    stall_id: BodyId
    name: Name
    description: Description | None = None
    unit: Unit = "piece"
    price_cents: PriceCents
    stock: Stock = 0


class ProductUpdate(Schema):
    """What a client sends to change a product. MISSING: the field was not sent, so it stays as it is."""

    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    unit: Unit | MISSING = MISSING
    price_cents: PriceCents | MISSING = MISSING
    stock: Stock | MISSING = MISSING


class ProductResponse(Schema):
    """What a client gets."""

    id: int
    stall_id: int
    name: str
    description: str | None
    unit: str
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime
