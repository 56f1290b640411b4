# fails: test_order_has_lines
# says: One line by itself is no list
"""Orders, as JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from market.schemas.common import BodyId, Schema


class OrderLineCreate(Schema):
    """One product that a client wants."""

    product_id: BodyId
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000)]


class OrderCreate(Schema):
    """What a client sends to buy."""

    lines: Annotated[
        list[OrderLineCreate],
        Field(min_length=1, max_length=50),
        BeforeValidator(lambda v: [v] if isinstance(v, dict) else v),
    ]
    note: Annotated[str, Field(max_length=500)] | None = None

    @field_validator("lines")
    @classmethod
    def _each_product_once(cls, lines: list[OrderLineCreate]) -> list[OrderLineCreate]:
        if len({line.product_id for line in lines}) < len(lines):
            raise ValueError("a product stands in two lines: send one line with the sum")
        return lines


class OrderLineResponse(Schema):
    """One line of an order, with the price at the time."""

    product_id: int
    product_name: str
    quantity: int
    unit_price_cents: int


class OrderResponse(Schema):
    """What a client gets."""

    id: int
    customer_id: int
    status: str
    total_cents: int
    note: str | None
    payment_reference: str | None
    created_at: datetime
    lines: list[OrderLineResponse]
