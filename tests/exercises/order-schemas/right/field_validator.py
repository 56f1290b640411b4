"""The course's own base, and a set of ids."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, field_validator

from market.schemas.common import BodyId, Schema


class LineIn(Schema):
    product_id: BodyId
    quantity: int = Field(strict=True, gt=0, le=1000)


class OrderCreate(Schema):
    lines: list[LineIn] = Field(min_length=1, max_length=50)
    note: Annotated[str | None, Field(max_length=500)] = None

    @field_validator("lines")
    def once(cls, lines):
        ids = [line.product_id for line in lines]
        if len(ids) != len(set(ids)):
            raise ValueError("each product once")
        return lines


class LineOut(Schema):
    product_id: int
    product_name: str
    quantity: int
    unit_price_cents: int


class OrderResponse(Schema):
    id: int
    customer_id: int
    status: str
    total_cents: int
    note: str | None
    payment_reference: str | None
    created_at: datetime
    lines: list[LineOut]
