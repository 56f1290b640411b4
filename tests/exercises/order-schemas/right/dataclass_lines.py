"""A line is a frozen dataclass; a serializer makes the names in JSON."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass


@dataclass(config=ConfigDict(alias_generator=to_camel), frozen=True, slots=True)
class Line:
    product_id: int = Field(strict=True, ge=1, le=2**63 - 1)
    quantity: int = Field(strict=True, ge=1, le=1000)


class OrderCreate(BaseModel):
    lines: list[Line] = Field(min_length=1, max_length=50)
    note: str | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def _(self) -> Self:
        if any(a.product_id == b.product_id for i, a in enumerate(self.lines) for b in self.lines[:i]):
            raise ValueError("twice")
        return self


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    @model_serializer(mode="wrap")
    def _camel(self, handler) -> dict[str, Any]:
        return {to_camel(k): v for k, v in handler(self).items()}


class _Line(_Out):
    product_id: int
    product_name: str
    quantity: int
    unit_price_cents: int


class OrderResponse(_Out):
    id: int
    customer_id: int
    status: str
    total_cents: int
    note: str | None
    payment_reference: str | None
    created_at: datetime
    lines: list[_Line]
