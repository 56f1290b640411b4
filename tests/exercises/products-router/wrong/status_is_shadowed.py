# fails: test_sort_is_a_closed_set
# says: AttributeError
# says: HTTP_422_UNPROCESSABLE_CONTENT
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, status
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import OrderLine, Product, Stall
from market.schemas.common import MAX_ID, PathId
from market.schemas.pages import Page
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate
from market.sorting import ordering

router = APIRouter(prefix="/products", tags=["products"])

SORTS = {
    "id": Product.id,
    "name": Product.name,
    "priceCents": Product.price_cents,
    "createdAt": Product.created_at,
}


def only_known(request: Request) -> None:
    if set(request.query_params) - {"stallId", "search", "status", "sort", "limit", "offset"}:
        raise HTTPException(422)


@router.get("", dependencies=[Depends(only_known)])
async def list_products(
    request: Request,
    stall_id: Annotated[int | None, Query(alias="stallId", ge=1, le=MAX_ID)] = None,
    search: str | None = None,
    status: str | None = None,
    sort: str = "id",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=MAX_ID)] = 0,
) -> Page[ProductResponse]:
    if sort.removeprefix("-") not in SORTS:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, detail="There is no such sort")
    statement = select(Product)
    if stall_id is not None:
        statement = statement.where(Product.stall_id == stall_id)
    if search:
        statement = statement.where(Product.name.icontains(search, autoescape=True))
    async with open_session(request) as session:
        total = await session.scalar(select(func.count()).select_from(statement.subquery()))
        page = statement.order_by(ordering(sort, SORTS)).limit(limit).offset(offset)
        products = (await session.scalars(page)).all()
    return Page(
        items=[ProductResponse.model_validate(product) for product in products],
        total=total or 0,
        limit=limit,
        offset=offset,
    )


@router.post("", response_model=ProductResponse, status_code=status.HTTP_201_CREATED)
async def create_product(request: Request, data: ProductCreate) -> Product:
    async with open_session(request) as session:
        if await session.get(Stall, data.stall_id) is None:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, detail="There is no such stall")
        product = Product(**data.model_dump())
        session.add(product)
        await session.commit()
        return product


@router.get("/{product_id}", response_model=ProductResponse)
async def read_product(request: Request, product_id: PathId) -> Product:
    async with open_session(request) as session:
        return await find(session, product_id)


@router.patch("/{product_id}", response_model=ProductResponse)
async def update_product(request: Request, product_id: PathId, data: ProductUpdate) -> Product:
    async with open_session(request) as session:
        product = await find(session, product_id)
        for field, value in data.model_dump(exclude_unset=True).items():
            setattr(product, field, value)
        await session.commit()
        return product


@router.delete("/{product_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_product(request: Request, product_id: PathId) -> None:
    async with open_session(request) as session:
        product = await find(session, product_id)
        if await session.scalar(select(OrderLine.id).where(OrderLine.product_id == product_id).limit(1)):
            raise HTTPException(status.HTTP_409_CONFLICT, detail="The product has been ordered")
        await session.delete(product)
        await session.commit()


async def find(session: AsyncSession, product_id: int) -> Product:
    product = await session.get(Product, product_id)
    if product is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Product not found")
    return product
