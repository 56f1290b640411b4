"""Stalls, over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, status
from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import Market, Product, Stall
from market.schemas.common import MAX_ID, PathId
from market.schemas.pages import Page, PageQuery
from market.schemas.stalls import StallCreate, StallResponse, StallUpdate
from market.sorting import ordering

router = APIRouter(prefix="/stalls", tags=["stalls"])

SORTS = {"id": Stall.id, "name": Stall.name, "createdAt": Stall.created_at}


class StallQuery(PageQuery):
    """The query parameters of the list."""

    market_id: Annotated[int, Field(ge=1, le=MAX_ID)] | None = None
    sort: Literal["id", "-id", "name", "-name", "createdAt", "-createdAt"] = "id"


@router.get("")
async def list_stalls(request: Request, query: Annotated[StallQuery, Query()]) -> Page[StallResponse]:
    """List stalls, a page at a time."""
    statement = select(Stall)
    if query.market_id is not None:
        statement = statement.where(Stall.market_id == query.market_id)
    async with open_session(request) as session:
        total = await session.scalar(select(func.count()).select_from(statement.subquery()))
        page = statement.order_by(ordering(query.sort, SORTS)).limit(query.limit).offset(query.offset)
        stalls = (await session.scalars(page)).all()
    return Page(
        items=[StallResponse.model_validate(stall) for stall in stalls],
        total=total or 0,
        limit=query.limit,
        offset=query.offset,
    )


@router.post("", response_model=StallResponse, status_code=status.HTTP_201_CREATED)
async def create_stall(request: Request, data: StallCreate) -> Stall:
    """Add a stall."""
    async with open_session(request) as session:
        if await session.get(Market, data.market_id) is None:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, detail="There is no such market")
        stall = Stall(**data.model_dump())
        session.add(stall)
        await session.commit()
        return stall


@router.get("/{stall_id}", response_model=StallResponse)
async def read_stall(request: Request, stall_id: PathId) -> Stall:
    """Show one stall."""
    async with open_session(request) as session:
        return await find(session, stall_id)


@router.patch("/{stall_id}", response_model=StallResponse)
async def update_stall(request: Request, stall_id: PathId, data: StallUpdate) -> Stall:
    """Change the fields that are sent."""
    async with open_session(request) as session:
        stall = await find(session, stall_id)
        for field, value in data.model_dump(exclude_unset=True).items():
            setattr(stall, field, value)
        await session.commit()
        return stall


@router.delete("/{stall_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_stall(request: Request, stall_id: PathId) -> None:
    """Delete a stall that has no products."""
    async with open_session(request) as session:
        stall = await find(session, stall_id)
        if await session.scalar(select(Product.id).where(Product.stall_id == stall_id).limit(1)):
            raise HTTPException(status.HTTP_409_CONFLICT, detail="The stall still has products")
        await session.delete(stall)
        await session.commit()


async def find(session: AsyncSession, stall_id: int) -> Stall:
    """Load a stall, or answer 404."""
    stall = await session.get(Stall, stall_id)
    if stall is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Stall not found")
    return stall
