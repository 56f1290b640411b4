# fails: test_offset_has_bounds
# says: There is no page before the first
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: int = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int
