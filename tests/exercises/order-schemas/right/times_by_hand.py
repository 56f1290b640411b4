"""Limits from annotated_types, one helper for what must be unique, times with microseconds."""

from datetime import UTC, datetime
from typing import Annotated

from annotated_types import Interval, Len
from pydantic import AfterValidator, PlainSerializer, Strict

from market.schemas.common import MAX_ID, Schema

Time = Annotated[
    datetime,
    PlainSerializer(lambda t: t.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), return_type=str, when_used="json"),
]


def unique(key):
    def check(items):
        seen = set()
        for i in items:
            if (k := key(i)) in seen:
                raise ValueError(f"{k} twice")
            seen.add(k)
        return items

    return AfterValidator(check)


Whole = Annotated[int, Strict()]


class Line(Schema):
    product_id: Annotated[Whole, Interval(ge=1, le=MAX_ID)]
    quantity: Annotated[Whole, Interval(ge=1, le=1000)]


class OrderCreate(Schema):
    lines: Annotated[list[Line], Len(1, 50), unique(lambda line: line.product_id)]
    note: Annotated[str, Len(0, 500)] | None = None


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
    created_at: Time
    lines: list[LineOut]
