"""MISSING for what was not sent; the names of the fields are shared, not the classes."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
Price = Annotated[int, Field(strict=True, gt=0, le=10**6)]
Stock = Annotated[int, Field(strict=True, ge=0, le=10**5)]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    price_cents: Price
    unit: Unit = "piece"
    stock: Stock = 0
    description: Description | None = None


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
