# fails: test_offset_has_bounds
# says: OverflowError
# says: see MAX_ID
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0)] = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int
