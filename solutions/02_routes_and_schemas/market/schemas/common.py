"""What all schemas share."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

MAX_ID = 2**63 - 1  # the largest whole number that the database can hold


class Schema(BaseModel):
    """snake_case in Python, camelCase in JSON, and readable from an ORM object."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        from_attributes=True,
    )


PathId = Annotated[int, Path(ge=1, le=MAX_ID)]

# strict: "2" and true are not numbers.
BodyId = Annotated[int, Field(strict=True, ge=1, le=MAX_ID)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Description = Annotated[str, Field(max_length=2_000)]
