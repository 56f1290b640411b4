# fails: test_create_wants_a_unit
# says: "unit": "KG"
from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, BeforeValidator, Field

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Annotated[
    Literal["piece", "kg", "bunch", "jar"], BeforeValidator(lambda v: v.lower() if isinstance(v, str) else v)
]
PriceCents = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Stock = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    description: Description | None = None
    unit: Unit = "piece"
    price_cents: PriceCents
    stock: Stock = 0


class ProductUpdate(Schema):
    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    unit: Unit | MISSING = MISSING
    price_cents: PriceCents | MISSING = MISSING
    stock: Stock | MISSING = MISSING


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
