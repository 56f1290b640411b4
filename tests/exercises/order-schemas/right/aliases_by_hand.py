"""An alias a field, the check before the fields, and a line that is nested in its order."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, conint, conlist, constr, field_validator, model_validator


class OrderCreate(BaseModel):
    class Line(BaseModel):
        product_id: conint(strict=True, ge=1, le=2**63 - 1) = Field(alias="productId")
        quantity: conint(strict=True, ge=1, le=1000)

    lines: conlist(Line, min_length=1, max_length=50)
    note: constr(max_length=500) | None = None

    @model_validator(mode="before")
    @classmethod
    def unique(cls, data: Any) -> Any:
        lines = data.get("lines") if isinstance(data, dict) else None
        if isinstance(lines, list):
            ids = [line.get("productId") for line in lines if isinstance(line, dict)]
            for index, product_id in enumerate(ids):
                if product_id in ids[:index]:
                    raise ValueError("one line a product")
        return data


class OrderResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    class Line(BaseModel):
        model_config = ConfigDict(from_attributes=True)

        product_id: int = Field(serialization_alias="productId")
        product_name: str = Field(serialization_alias="productName")
        quantity: int
        unit_price_cents: int = Field(serialization_alias="unitPriceCents")

    id: int
    customer_id: int = Field(serialization_alias="customerId")
    status: str
    total_cents: int = Field(serialization_alias="totalCents")
    note: str | None
    payment_reference: str | None = Field(serialization_alias="paymentReference")
    created_at: datetime = Field(serialization_alias="createdAt")
    lines: list[Line]

    @field_validator("lines", mode="before")
    @classmethod
    def as_list(cls, lines: Any) -> Any:
        return list(lines)
