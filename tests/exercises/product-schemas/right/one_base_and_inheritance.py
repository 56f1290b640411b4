"""A common base for all three; Update is checked as a whole, by the fields that were set; StrEnum; StrictInt."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from annotated_types import Ge, Interval, Len
from pydantic import ConfigDict, StrictInt, model_validator

from market.schemas.common import Schema


class Unit(StrEnum):
    PIECE = "piece"
    KG = "kg"
    BUNCH = "bunch"
    JAR = "jar"


Name = Annotated[str, Len(1, 200)]
Text = Annotated[str, Len(0, 2_000)]
Id = Annotated[StrictInt, Interval(ge=1, le=2**63 - 1)]
Price = Annotated[StrictInt, Interval(ge=1, le=1_000_000)]
Stock = Annotated[StrictInt, Ge(0), Interval(le=100_000)]


class ProductBase(Schema):
    name: Name
    description: Text | None = None
    unit: Unit = Unit.PIECE
    price_cents: Price
    stock: Stock = 0


class ProductCreate(ProductBase):
    model_config = ConfigDict(extra="ignore", use_enum_values=True)

    stall_id: Id


class ProductUpdate(ProductBase):
    name: Name | None = None
    description: Text | None = None
    unit: Unit | None = None
    price_cents: Price | None = None
    stock: Stock | None = None

    @model_validator(mode="after")
    def only_the_description_may_be_null(self) -> Self:
        for field in self.model_fields_set - {"description"}:
            if getattr(self, field) is None:
                raise ValueError(f"{field} may not be null")
        return self


class ProductResponse(ProductBase):
    id: int
    stall_id: int
    created_at: datetime
    updated_at: datetime
