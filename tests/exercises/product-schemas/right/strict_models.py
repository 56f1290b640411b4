"""Strict as a whole; defaults that no client can send; the update drops what was not sent before it is checked."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from market.schemas.common import MAX_ID, Schema


class Strict(Schema):
    model_config = ConfigDict(strict=True)


class ProductCreate(Strict):
    stall_id: Annotated[int, Field(ge=1, le=MAX_ID)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str | None, Field(max_length=2_000)] = None
    unit: Literal["piece", "kg", "bunch", "jar"] = "piece"
    price_cents: Annotated[int, Field(ge=1, le=1_000_000)]
    stock: Annotated[int, Field(ge=0, le=100_000)] = 0


class ProductUpdate(Strict):
    # The defaults are never used: the router asks for the fields that were set.
    name: Annotated[str, Field(min_length=1, max_length=200)] = "unset"
    description: Annotated[str | None, Field(max_length=2_000)] = None
    unit: Literal["piece", "kg", "bunch", "jar"] = "piece"
    price_cents: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    stock: Annotated[int, Field(ge=0, le=100_000)] = 0

    @model_validator(mode="before")
    @classmethod
    def only_what_may_change(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if key not in {"stallId", "id"}}


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
