# fails: test_unknown_parameters_are_refused
# says: The client mistyped a name
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    model_config = ConfigDict(extra="forbid")

    items: list[Item]
    total: int
    limit: int
    offset: int
