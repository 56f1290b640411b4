# fails: test_create_limits_texts
# says: description: null
from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field, field_validator

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
PriceCents = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    description: Description | None = None
    unit: Unit = "piece"
    price_cents: PriceCents
    stock: Stock = 0

    @field_validator("description")
    @classmethod
    def _e(cls, v):
        return v or None


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
