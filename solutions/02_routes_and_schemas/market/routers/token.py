"""Sign in."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, status
from pydantic import BaseModel
from sqlalchemy import select

from market.database import open_session
from market.models import Customer
from market.security.passwords import password_fits
from market.security.tokens import issue_token

router = APIRouter(tags=["token"])


class TokenResponse(BaseModel):
    """A token. These two names are RFC 6749's, so they stay in snake_case."""

    access_token: str
    token_type: str


@router.post("/token")
async def create_token(
    request: Request, username: Annotated[str, Form()], password: Annotated[str, Form()]
) -> TokenResponse:
    """Exchange an email and a password for a token."""
    async with open_session(request) as session:
        customer = (await session.scalars(select(Customer).where(Customer.email == username))).first()
    if customer is None or not password_fits(customer.email, password, customer.password_hash):
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, detail="Wrong email or password", headers={"WWW-Authenticate": "Bearer"}
        )
    secret: str = request.app.state.settings.token_secret
    return TokenResponse(access_token=issue_token(customer.id, secret), token_type="bearer")
