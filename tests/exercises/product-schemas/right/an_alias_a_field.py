"""Aliases by hand, separate for reading and writing; conint; types that the update makes null-proof by themselves."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, conint, constr


def sent(value: Any) -> Any:
    assert value is not None, "null is not allowed here"
    return value


def whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("a whole number, please")
    return value


Cents = Annotated[conint(ge=1, le=1_000_000), BeforeValidator(whole)]
Count = Annotated[conint(ge=0, le=100_000), BeforeValidator(whole)]
Name = constr(min_length=1, max_length=200)
Text = Annotated[str, AfterValidator(lambda text: text), Field(max_length=2_000)]
Unit = Literal["piece", "kg", "bunch", "jar"]


class ProductCreate(BaseModel):
    stall_id: Annotated[int, Field(alias="stallId", ge=1, le=9_223_372_036_854_775_807), BeforeValidator(whole)]
    name: Name
    description: Text | None = None
    unit: Unit = "piece"
    price_cents: Cents = Field(alias="priceCents")
    stock: Count = 0


class ProductUpdate(BaseModel):
    name: Annotated[Name | None, BeforeValidator(sent)] = None
    description: Text | None = None
    unit: Annotated[Unit | None, BeforeValidator(sent)] = None
    price_cents: Annotated[Cents | None, BeforeValidator(sent)] = Field(None, alias="priceCents")
    stock: Annotated[Count | None, BeforeValidator(sent)] = None


class ProductResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    stall_id: int = Field(validation_alias=AliasChoices("stall_id", "stallId"), serialization_alias="stallId")
    name: str
    description: str | None = None
    unit: str
    price_cents: int = Field(serialization_alias="priceCents")
    stock: int
    created_at: datetime = Field(serialization_alias="createdAt")
    updated_at: datetime = Field(serialization_alias="updatedAt")
