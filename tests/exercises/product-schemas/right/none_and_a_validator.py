"""`| None = None`, and a validator that refuses a null that was sent. No base class of the course."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.alias_generators import to_camel

CAMEL = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ProductCreate(BaseModel):
    model_config = CAMEL

    stall_id: int = Field(gt=0, lt=2**63, strict=True)
    name: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    unit: Literal["piece", "kg", "bunch", "jar"] = "piece"
    price_cents: int = Field(ge=1, le=1_000_000, strict=True)
    stock: int = Field(default=0, ge=0, le=100_000, strict=True)


class ProductUpdate(BaseModel):
    model_config = CAMEL

    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    unit: Literal["piece", "kg", "bunch", "jar"] | None = None
    price_cents: int | None = Field(default=None, ge=1, le=1_000_000, strict=True)
    stock: int | None = Field(default=None, ge=0, le=100_000, strict=True)

    @field_validator("name", "unit", "price_cents", "stock", mode="before")
    @classmethod
    def not_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("may be left out, but not be null")
        return value


class ProductResponse(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)

    id: int
    stall_id: int
    name: str
    description: str | None
    unit: str
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime
