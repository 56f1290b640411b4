"""Unknown names are refused by a validator, and a far offset is cut, since behind the last row all pages are empty."""

from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BeforeValidator, ConfigDict, model_validator

from market.schemas.common import Schema

Item = TypeVar("Item")


def number(text: Any) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        raise ValueError("a whole number") from None


class PageQuery(Schema):
    model_config = ConfigDict(extra="allow")

    limit: Annotated[int, BeforeValidator(number)] = 20
    offset: Annotated[int, BeforeValidator(number)] = 0

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.model_extra:
            raise ValueError(f"unknown: {', '.join(self.model_extra)}")
        if self.limit not in range(1, 101):
            raise ValueError("limit is 1 to 100")
        if self.offset < 0:
            raise ValueError("offset is 0 or more")
        self.offset = min(self.offset, 10**9)
        return self


class Page(Schema, Generic[Item]):
    total: int
    offset: int
    limit: int
    items: list[Item]
