"""Markets, over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, status
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import Market, Stall
from market.schemas.common import PathId
from market.schemas.markets import MarketCreate, MarketResponse, MarketUpdate, Status
from market.schemas.pages import Page, PageQuery
from market.sorting import ordering

router = APIRouter(prefix="/markets", tags=["markets"])

SORTS = {"id": Market.id, "name": Market.name, "city": Market.city, "createdAt": Market.created_at}


class MarketQuery(PageQuery):
    """The query parameters of the list."""

    status: Status | None = None
    sort: Literal["id", "-id", "name", "-name", "city", "-city", "createdAt", "-createdAt"] = "id"


@router.get("")
async def list_markets(request: Request, query: Annotated[MarketQuery, Query()]) -> Page[MarketResponse]:
    """List markets, a page at a time."""
    statement = select(Market)
    if query.status is not None:
        statement = statement.where(Market.status == query.status)
    async with open_session(request) as session:
        total = await session.scalar(select(func.count()).select_from(statement.subquery()))
        page = statement.order_by(ordering(query.sort, SORTS)).limit(query.limit).offset(query.offset)
        markets = (await session.scalars(page)).all()
    return Page(
        items=[MarketResponse.model_validate(market) for market in markets],
        total=total or 0,
        limit=query.limit,
        offset=query.offset,
    )


@router.post("", response_model=MarketResponse, status_code=status.HTTP_201_CREATED)
async def create_market(request: Request, data: MarketCreate) -> Market:
    """Add a market."""
    async with open_session(request) as session:
        market = Market(**data.model_dump())
        session.add(market)
        await session.commit()
        return market


@router.get("/{market_id}", response_model=MarketResponse)
async def read_market(request: Request, market_id: PathId) -> Market:
    """Show one market."""
    async with open_session(request) as session:
        return await find(session, market_id)


@router.patch("/{market_id}", response_model=MarketResponse)
async def update_market(request: Request, market_id: PathId, data: MarketUpdate) -> Market:
    """Change the fields that are sent."""
    async with open_session(request) as session:
        market = await find(session, market_id)
        for field, value in data.model_dump(exclude_unset=True).items():
            setattr(market, field, value)
        await session.commit()
        return market


@router.delete("/{market_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_market(request: Request, market_id: PathId) -> None:
    """Delete a market that has no stalls."""
    async with open_session(request) as session:
        market = await find(session, market_id)
        if await session.scalar(select(Stall.id).where(Stall.market_id == market_id).limit(1)):
            raise HTTPException(status.HTTP_409_CONFLICT, detail="The market still has stalls")
        await session.delete(market)
        await session.commit()


async def find(session: AsyncSession, market_id: int) -> Market:
    """Load a market, or answer 404."""
    market = await session.get(Market, market_id)
    if market is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Market not found")
    return market
