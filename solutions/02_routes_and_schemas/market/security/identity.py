"""Who sends this request."""

from fastapi import HTTPException, Request, status
from sqlalchemy.ext.asyncio import AsyncSession

from market.models import Customer
from market.security.tokens import read_token
from market.settings import Settings


async def signed_in(request: Request, session: AsyncSession) -> Customer:
    """Find the customer whose token the request carries.

    Raises:
        HTTPException: 401, no token or one that is not ours.
    """
    settings: Settings = request.app.state.settings
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    customer_id = read_token(token, settings.token_secret) if scheme.lower() == "bearer" else None
    customer = await session.get(Customer, customer_id) if customer_id is not None else None
    if customer is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, detail="Not signed in", headers={"WWW-Authenticate": "Bearer"}
        )
    return customer
