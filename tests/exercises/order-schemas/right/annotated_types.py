"""All in the types: the list carries its own check; the response inherits the line that was sent."""

from datetime import datetime
from typing import Annotated, Literal

from annotated_types import Gt, Le, MaxLen, MinLen
from pydantic import AfterValidator, Strict

from market.schemas.common import MAX_ID, Schema

ProductId = Annotated[int, Strict(), Gt(0), Le(MAX_ID)]
Quantity = Annotated[int, Strict(), Gt(0), Le(1_000)]


class OrderLine(Schema):
    product_id: ProductId
    quantity: Quantity


def without_repeats(lines: list[OrderLine]) -> list[OrderLine]:
    seen: set[int] = set()
    for line in lines:
        assert line.product_id not in seen, f"product {line.product_id} stands in two lines"
        seen.add(line.product_id)
    return lines


class OrderCreate(Schema):
    lines: Annotated[list[OrderLine], MinLen(1), MaxLen(50), AfterValidator(without_repeats)]
    note: Annotated[str, MaxLen(500)] | None = None


class OrderLineResponse(OrderLine):
    product_name: str
    unit_price_cents: int


class OrderResponse(Schema):
    id: int
    customer_id: int
    status: Literal["pending", "paid", "cancelled"]
    total_cents: int
    note: str | None = None
    payment_reference: str | None = None
    created_at: datetime
    lines: list[OrderLineResponse]
