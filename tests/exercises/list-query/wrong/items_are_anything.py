# fails: test_page_is_generic
# says: FastAPI cannot filter what leaves it
from typing import Annotated, Any, Generic, TypeVar

from pydantic import ConfigDict, Field

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


class PageQuery(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_ID)] = 0


class Page(Schema, Generic[Item]):
    items: list[Any]
    total: int
    limit: int
    offset: int
