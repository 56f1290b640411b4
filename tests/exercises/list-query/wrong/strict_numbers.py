# fails: test_limit_and_offset_choose_the_page
# says: a query holds nothing but text
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(strict=True, ge=1, le=100)] = 20
    offset: Annotated[int, Field(strict=True, ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int
