# fails: test_create_has_defaults
# says: There is no product without name
from datetime import datetime

from market.schemas.common import Schema


class Product(Schema):
    id: int | None = None
    stall_id: int | None = None
    name: str | None = None
    description: str | None = None
    unit: str | None = "piece"
    price_cents: int | None = None
    stock: int | None = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


ProductCreate = ProductUpdate = ProductResponse = Product
