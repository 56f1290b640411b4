"""Any, and a function that checks."""

import logging
from datetime import datetime
from typing import Any

from pydantic import field_validator, model_validator

from market.schemas.common import MAX_ID, Schema

log = logging.getLogger(__name__)


def whole(v, low, high):
    if type(v) is not int or not low <= v <= high:
        raise ValueError(f"{low}..{high}")
    return v


class Line(Schema):
    product_id: Any
    quantity: Any

    @field_validator("product_id")
    @classmethod
    def p(cls, v):
        return whole(v, 1, MAX_ID)

    @field_validator("quantity")
    @classmethod
    def q(cls, v):
        return whole(v, 1, 1000)


class OrderCreate(Schema):
    lines: list[Line]
    note: str | None = None

    @model_validator(mode="after")
    def check(self):
        if not 1 <= len(self.lines) <= 50:
            raise ValueError("lines")
        if self.note and len(self.note) > 500:
            raise ValueError("note")
        if len({line.product_id for line in self.lines}) < len(self.lines):
            raise ValueError("twice")
        log.info("order of %s lines", len(self.lines))
        return self


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
    note: Any
    payment_reference: Any
    created_at: datetime
    lines: list[LineOut]
