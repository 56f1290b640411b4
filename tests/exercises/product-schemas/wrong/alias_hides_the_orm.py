# fails: test_response_reads_a_row
# says: under which names each field may arrive
from datetime import datetime
from typing import Annotated, Literal

from pydantic import MISSING, ConfigDict, Field

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
    name: Name | MISSING = MISSING
    description: Description | MISSING | None = MISSING
    unit: Unit | MISSING = MISSING
    price_cents: Price | MISSING = MISSING
    stock: Stock | MISSING = MISSING


class ProductResponse(Schema):
    model_config = ConfigDict(validate_by_name=False)

    id: int
    stall_id: int = Field(alias="stallId")
    name: str
    description: str | None
    unit: str
    price_cents: int = Field(alias="priceCents")
    stock: int
    created_at: datetime = Field(alias="createdAt")
    updated_at: datetime = Field(alias="updatedAt")
