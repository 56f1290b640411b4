"""A validator for each rule: before, after, wrap and plain."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    WrapValidator,
)

from market.schemas.common import Schema


def whole(v: Any) -> Any:
    if type(v) is not int:
        raise ValueError("no whole number")
    return v


def between(low, high):
    def check(v):
        if not low <= v <= high:
            raise ValueError(f"not in {low}..{high}")
        return v

    return AfterValidator(check)


def text(low, high):
    def check(v, handler):
        s = handler(v)
        if not (low <= len(s) <= high):
            raise ValueError("length")
        return s

    return WrapValidator(check)


Int = Annotated[int, BeforeValidator(whole)]
Price = Annotated[Int, between(1, 10**6)]
Stock = Annotated[Int, between(0, 10**5)]


def unit(v):
    match v:
        case "piece" | "kg" | "bunch" | "jar":
            return v
    raise ValueError("unit?")


Unit = Annotated[str, PlainValidator(unit)]


class ProductCreate(Schema):
    stall_id: Annotated[Int, between(1, 2**63 - 1)]
    name: Annotated[str, text(1, 200)]
    description: Annotated[str, text(0, 2000)] | None = None
    unit: Unit = "piece"
    price_cents: Price
    stock: Stock = 0


class ProductUpdate(Schema):
    name: Annotated[str, text(1, 200)] = ""
    description: Annotated[str, text(0, 2000)] | None = None
    unit: Unit = ""
    price_cents: Price = -1
    stock: Stock = -1


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
