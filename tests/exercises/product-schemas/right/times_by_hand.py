"""Times that a serializer writes, with microseconds."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field, field_serializer

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
Price = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class _Common(Schema):
    description: Description | None = None


class ProductCreate(_Common):
    stall_id: BodyId
    name: Name
    unit: Unit = "piece"
    price_cents: Price
    stock: Stock = 0


class ProductUpdate(Schema):
    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    unit: Unit | MISSING = MISSING
    price_cents: Price | MISSING = MISSING
    stock: Stock | MISSING = MISSING


class ProductResponse(Schema):
    id: int
    stall_id: int
    name: str
    description: str | None
    unit: Unit
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime

    @field_serializer("created_at", "updated_at", when_used="json")
    def _utc(self, value: datetime) -> str:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
