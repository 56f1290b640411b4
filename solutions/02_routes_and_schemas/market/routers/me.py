"""Who am I?"""

from fastapi import APIRouter, Request

from market.database import open_session
from market.models import Customer
from market.schemas.customers import CustomerResponse
from market.security.identity import signed_in

router = APIRouter(tags=["customers"])


@router.get("/me", response_model=CustomerResponse)
async def read_me(request: Request) -> Customer:
    """Show the customer who is signed in."""
    async with open_session(request) as session:
        return await signed_in(request, session)
