"""No base of the course; Field as default; extra as an argument of the class; a bound type variable."""

from typing import Generic, TypeVar

from pydantic import BaseModel, Field, NonNegativeInt
from pydantic.alias_generators import to_camel

M = TypeVar("M", bound=BaseModel)


class PageQuery(BaseModel, extra="forbid", alias_generator=to_camel, populate_by_name=True):
    limit: int = Field(default=20, gt=0, lt=101, description="how many")
    offset: NonNegativeInt = Field(default=0, le=2**62, description="how many are left out before them")


class Page(BaseModel, Generic[M]):
    items: list[M] = Field(default_factory=list)
    total: NonNegativeInt
    limit: int
    offset: int
