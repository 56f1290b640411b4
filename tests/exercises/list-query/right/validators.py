"""Bounds that validators check; frozen."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item", bound=BaseModel)


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    limit: int = 20
    offset: int = 0

    @field_validator("limit")
    @classmethod
    def _limit(cls, v):
        if v not in range(1, 101):
            raise ValueError("1..100")
        return v

    @field_validator("offset")
    @classmethod
    def _offset(cls, v):
        assert 0 <= v <= MAX_ID, "offset"
        return v


class Page(Schema, Generic[Item]):
    total: int
    limit: int
    offset: int
    items: list[Item]
