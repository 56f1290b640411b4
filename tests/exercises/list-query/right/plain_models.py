"""Plain pydantic models."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, NonNegativeInt, conint
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class PageQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)
    limit: conint(ge=1, le=100) = 20
    offset: conint(ge=0, le=2**63 - 1) = 0


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: NonNegativeInt
    limit: int
    offset: int
