# fails: test_update_holds_what_was_sent
# says: what sets a field of ProductUpdate that the client did not send
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
Price = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    description: Description | None = None
    unit: Unit = "piece"
    price_cents: Price
    stock: Stock = 0


class ProductUpdate(Schema):
    name: Name = None
    description: Description | None = None
    unit: Unit = None
    price_cents: Price = None
    stock: Stock = None

    @model_validator(mode="after")
    def fill_in(self):
        self.unit = self.unit or "piece"
        self.stock = self.stock or 0
        return self


class ProductResponse(Schema):
    id: int
    stall_id: int
    name: str
    description: str | None
    unit: str
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime
