"""A serializer makes the names in JSON; the update is a create that forgets its stall."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_serializer
from pydantic.alias_generators import to_camel

from market.schemas.common import BodyId, Description, Name, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]


class ProductCreate(Schema):
    stall_id: BodyId
    name: Name
    description: Description | None = None
    unit: Unit = "piece"
    price_cents: Annotated[int, Field(strict=True, gt=0, le=1_000_000)]
    stock: Annotated[int, Field(strict=True, ge=0, le=100_000)] = 0


class ProductUpdate(ProductCreate):
    name: Name = ""
    price_cents: Annotated[int, Field(strict=True, gt=0, le=1_000_000)] = 0
    stall_id: None = Field(None, exclude=True)

    @field_validator("stall_id", mode="wrap")
    @classmethod
    def ignore(cls, v, h):
        return None


class ProductResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    stall_id: int
    name: str
    description: str | None
    unit: str
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime

    @model_serializer(mode="wrap")
    def camel(self, handler):
        return {to_camel(k): v for k, v in handler(self).items()}
