# fails: test_limit_has_bounds
# says: limit=
"""Lists come in pages."""

from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    """The query parameters of every list. A parameter that nobody named is refused."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, BeforeValidator(lambda v: v or 20), Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    """One page of a list; `total` counts all rows that match."""

    items: list[Item]
    total: int
    limit: int
    offset: int
