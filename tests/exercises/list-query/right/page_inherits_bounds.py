"""One class has the two numbers, and the query and the page inherit them; validators instead of Field."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, field_validator

from market.schemas.common import Schema

Item = TypeVar("Item", bound=BaseModel)


class Window(Schema):
    limit: Annotated[int, Interval(ge=1, le=100)] = 20
    offset: int = 0

    @field_validator("offset")
    @classmethod
    def not_too_far(cls, offset: int) -> int:
        if not 0 <= offset < 2**63:
            raise ValueError("offset is out of bounds")
        return offset


class PageQuery(Window):
    model_config = ConfigDict(extra="forbid")


class Page(Window, Generic[Item]):
    items: Sequence[Item]
    total: int
