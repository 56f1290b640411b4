# fails: test_patch_refuses_other_nulls
# says: IntegrityError
# says: null must not come as far as the database
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

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
    name: Name | None = None
    description: Description | None = None
    unit: Unit | None = None
    price_cents: Price | None = None
    stock: Stock | None = None


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
