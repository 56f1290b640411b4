# fails: test_unknown_parameters_are_refused
# says: page=2
# says: what it says about extra fields
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    limit: int
    offset: int
