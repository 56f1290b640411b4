"""Own base classes, one to read and one to write; the whole order is checked after its fields; a tuple of lines."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, NonNegativeInt, StrictInt, model_validator
from pydantic.alias_generators import to_camel


class FromClient(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class ToClient(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class OrderStatus(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    CANCELLED = "cancelled"


class OrderLineCreate(FromClient):
    product_id: StrictInt = Field(ge=1, le=9_223_372_036_854_775_807)
    quantity: StrictInt = Field(ge=1, le=1_000)


class OrderCreate(FromClient):
    lines: tuple[OrderLineCreate, ...] = Field(min_length=1, max_length=50)
    note: str | None = Field(None, max_length=500)

    @model_validator(mode="after")
    def every_product_in_one_line(self) -> Self:
        counts = Counter(line.product_id for line in self.lines)
        repeated = sorted(product_id for product_id, count in counts.items() if count > 1)
        if repeated:
            raise ValueError(f"more than one line for {repeated}")
        return self


class OrderLineResponse(ToClient):
    product_id: int
    product_name: str
    quantity: int
    unit_price_cents: NonNegativeInt


class OrderResponse(ToClient):
    id: int
    customer_id: int
    status: OrderStatus
    total_cents: NonNegativeInt
    note: str | None
    payment_reference: str | None
    created_at: AwareDatetime | datetime
    lines: tuple[OrderLineResponse, ...]
