# fails: test_limit_has_bounds
# says: limit=101
# says: a shorter page looks like the last one
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int
