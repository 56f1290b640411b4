# fails: test_page_has_four_names
# says: pages
# says: with the same code
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field, computed_field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int

    @computed_field
    def pages(self) -> int:
        return -(-self.total // self.limit)
