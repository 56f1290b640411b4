"""The lines as a model of their own, and an Enum."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, RootModel, StrictInt, StrictStr, field_validator
from pydantic.alias_generators import to_camel


class Status(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    CANCELLED = "cancelled"


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Line(Camel):
    product_id: StrictInt = Field(gt=0, lt=2**63)
    quantity: StrictInt = Field(ge=1, le=1000)


class Lines(RootModel[list[Line]]):
    root: list[Line] = Field(min_length=1, max_length=50)

    def __iter__(self):
        return iter(self.root)

    def __len__(self):
        return len(self.root)

    @field_validator("root")
    @classmethod
    def once(cls, v):
        if (c := Counter(x.product_id for x in v)) and c.most_common(1)[0][1] > 1:
            raise ValueError("twice")
        return v


class OrderCreate(Camel):
    lines: Lines
    note: StrictStr | None = Field(None, max_length=500)


class Out(Camel):
    model_config = ConfigDict(from_attributes=True)


class LineOut(Out):
    product_id: int
    product_name: str
    quantity: int
    unit_price_cents: int


class OrderResponse(Out):
    id: int
    customer_id: int
    status: Status
    total_cents: int
    note: str | None
    payment_reference: str | None
    created_at: datetime
    lines: list[LineOut]
