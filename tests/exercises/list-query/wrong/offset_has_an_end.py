# fails: test_offset_has_bounds
# says: offset=1000000
# says: An offset may be any number from 0
"""Lists come in pages."""

from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    """The query parameters of every list. A parameter that nobody named is refused."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


class Page(Schema, Generic[Item]):
    """One page of a list; `total` counts all rows that match."""

    items: list[Item]
    total: int
    limit: int
    offset: int
