# fails: test_no_product_twice
# says: it was accepted
from datetime import datetime
from typing import Annotated

from pydantic import Field, field_validator

from market.schemas.common import BodyId, Schema


class OrderLineCreate(Schema):
    product_id: BodyId
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000)]


class OrderCreate(Schema):
    lines: Annotated[list[OrderLineCreate], Field(min_length=1, max_length=50)]
    note: Annotated[str, Field(max_length=500)] | None = None

    @field_validator("lines")
    @classmethod
    def each_product_once(cls, lines: list[OrderLineCreate]) -> list[OrderLineCreate]:
        sums: dict[int, int] = {}
        for line in lines:
            sums[line.product_id] = sums.get(line.product_id, 0) + line.quantity
        return [OrderLineCreate(product_id=product_id, quantity=quantity) for product_id, quantity in sums.items()]


class OrderLineResponse(Schema):
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
    lines: list[OrderLineResponse]
