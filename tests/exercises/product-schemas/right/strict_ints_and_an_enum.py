"""Plain models, strict types and an Enum; defaults of None that are never sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr
from pydantic.alias_generators import to_camel


class Unit(StrEnum):
    PIECE = "piece"
    KG = "kg"
    BUNCH = "bunch"
    JAR = "jar"


class _In(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


class ProductCreate(_In):
    stall_id: StrictInt = Field(ge=1, le=2**63 - 1)
    name: StrictStr = Field(min_length=1, max_length=200)
    description: StrictStr | None = Field(None, max_length=2000)
    unit: Unit = Unit.PIECE
    price_cents: StrictInt = Field(ge=1, le=1_000_000)
    stock: StrictInt = Field(0, ge=0, le=100_000)


class ProductUpdate(_In):
    name: StrictStr = Field(None, min_length=1, max_length=200)
    description: StrictStr | None = Field(None, max_length=2000)
    unit: Unit = None
    price_cents: StrictInt = Field(None, ge=1, le=1_000_000)
    stock: StrictInt = Field(None, ge=0, le=100_000)


class ProductResponse(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)
    id: int
    stall_id: int
    name: str
    description: str | None = None
    unit: Unit
    price_cents: int
    stock: int
    created_at: datetime
    updated_at: datetime


assert set(Unit) == {"piece", "kg", "bunch", "jar"}
