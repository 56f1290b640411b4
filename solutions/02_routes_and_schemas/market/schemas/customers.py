"""Customers, as JSON."""

from datetime import datetime

from market.schemas.common import Schema


class CustomerResponse(Schema):
    """What a client gets. The password's hash is not named, so it cannot get out."""

    id: int
    email: str
    name: str
    role: str
    created_at: datetime
