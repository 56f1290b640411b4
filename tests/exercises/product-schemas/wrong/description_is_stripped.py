# fails: test_create_limits_texts
# says: It is not what was sent
from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    MISSING,
    Field,
)
from pydantic import (
    StringConstraints as SC,
)

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
PriceCents = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    description: Annotated[str, SC(max_length=2000, strip_whitespace=True)] | None = None
    unit: Unit = "piece"
    price_cents: PriceCents
    stock: Stock = 0


class ProductUpdate(Schema):
    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    unit: Unit | MISSING = MISSING
    price_cents: PriceCents | MISSING = MISSING
    stock: Stock | MISSING = MISSING


class ProductResponse(Schema):
    id: int
    stall_id: int
    name: str
    description: str | None
    unit: str
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime
