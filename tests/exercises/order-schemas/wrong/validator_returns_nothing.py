# fails: test_note_is_optional
# says: .lines is None
# says: What a validator returns becomes the value
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
    def each_product_once(cls, lines: list[OrderLineCreate]):
        if len({line.product_id for line in lines}) < len(lines):
            raise ValueError("a product stands in two lines")


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
