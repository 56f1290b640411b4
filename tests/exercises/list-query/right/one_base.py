"""Both on the course's own base."""

from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

T = TypeVar("T")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[T]):
    items: list[T]
    total: int
    limit: int
    offset: int
