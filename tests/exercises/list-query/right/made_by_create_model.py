"""A helper for bounds; create_model makes the query."""

from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, Field, create_model

from market.schemas.common import MAX_ID, Schema

Item = TypeVar("Item")


def within(a, b):
    def f(v):
        if not a <= v <= b:
            raise ValueError(f"{a} to {b}")
        return v

    return AfterValidator(f)


PageQuery = create_model(
    "PageQuery",
    __base__=Schema,
    __cls_kwargs__={"extra": "forbid"},
    limit=(Annotated[int, within(1, 100)], 20),
    offset=(Annotated[int, within(0, MAX_ID)], 0),
)


class Page(Schema, Generic[Item]):
    items: list[Item] = Field(default_factory=list)
    total: int = 0
    limit: int
    offset: int
