"""Three models that one table of fields makes."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, create_model

from market.schemas.common import BodyId, Schema

Unit = Literal["piece", "kg", "bunch", "jar"]
FIELDS = {
    "name": Annotated[str, Field(min_length=1, max_length=200)],
    "description": Annotated[str, Field(max_length=2000)] | None,
    "unit": Unit,
    "price_cents": Annotated[int, Field(strict=True, ge=1, le=1_000_000)],
    "stock": Annotated[int, Field(strict=True, ge=0, le=100_000)],
}
DEFAULTS = {"description": None, "unit": "piece", "stock": 0}
ProductCreate = create_model(
    "ProductCreate",
    __base__=Schema,
    stall_id=(BodyId, ...),
    **{k: (t, DEFAULTS.get(k, ...)) for k, t in FIELDS.items()},
)
ProductUpdate = create_model(
    "ProductUpdate", __base__=Schema, **{k: (t, Field(default=None)) for k, t in FIELDS.items()}
)
ProductResponse = create_model(
    "ProductResponse",
    __base__=Schema,
    id=(int, ...),
    stall_id=(int, ...),
    **{k: (t, ...) for k, t in FIELDS.items()},
    created_at=(datetime, ...),
    updated_at=(datetime, ...),
)
