"""Every query parameter by itself, a dependency that refuses unknown ones, and functions that hold the queries."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, status
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import OrderLine, Product, Stall
from market.schemas.common import MAX_ID
from market.schemas.pages import Page
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate

router = APIRouter(prefix="/products", tags=["products"])

Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MAX_ID)]
StallId = Annotated[int | None, Query(alias="stallId", ge=1, le=MAX_ID)]
Sort = Literal["id", "name", "priceCents", "createdAt", "-id", "-name", "-priceCents", "-createdAt"]
SORTS = {"id": Product.id, "name": Product.name, "priceCents": Product.price_cents, "createdAt": Product.created_at}
KNOWN = {"stallId", "search", "sort", "limit", "offset"}


def only_known(request: Request) -> None:
    if unknown := set(request.query_params) - KNOWN:
        raise HTTPException(422, f"unknown: {', '.join(sorted(unknown))}")


class Products:
    """A repository before its lesson."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, product_id: int) -> Product:
        found = await self.session.get(Product, product_id)
        if found is None:
            raise HTTPException(status_code=404, detail="no such product")
        return found

    async def save(self, product: Product) -> ProductResponse:
        self.session.add(product)
        await self.session.commit()
        await self.session.refresh(product)
        return ProductResponse.model_validate(product)

    async def page(self, where: list[Any], sort: str, limit: int, offset: int) -> tuple[list[Product], int]:
        column = SORTS[sort.removeprefix("-")]
        order = [column.desc() if sort.startswith("-") else column.asc(), Product.id.asc()]
        rows = await self.session.scalars(select(Product).where(*where).order_by(*order).limit(limit).offset(offset))
        count = await self.session.execute(select(func.count()).select_from(Product).where(*where))
        return list(rows), count.scalar_one()


@router.get("", dependencies=[Depends(only_known)])
async def list_products(
    request: Request,
    stall_id: StallId = None,
    search: str | None = None,
    sort: Sort = "id",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[ProductResponse]:
    where = []
    if stall_id is not None:
        where.append(Product.stall_id == stall_id)
    if search:
        where.append(func.lower(Product.name).contains(search.lower(), autoescape=True))
    async with open_session(request) as session:
        products, total = await Products(session).page(where, sort, limit, offset)
        items = [ProductResponse.model_validate(product) for product in products]
    return Page[ProductResponse](items=items, total=total, limit=limit, offset=offset)


@router.post("", status_code=status.HTTP_201_CREATED, response_model=ProductResponse)
async def add(request: Request, body: ProductCreate) -> ProductResponse:
    async with open_session(request) as session:
        stall = await session.get(Stall, body.stall_id)
        if stall is None:
            raise HTTPException(status_code=422, detail="no such stall")
        product = Product(
            stall_id=stall.id,
            name=body.name,
            description=body.description,
            unit=body.unit,
            price_cents=body.price_cents,
            stock=body.stock,
        )
        return await Products(session).save(product)


@router.get("/{number}", response_model=ProductResponse)
async def one(request: Request, number: Annotated[int, Path(ge=1, le=MAX_ID)]) -> Product:
    async with open_session(request) as session:
        return await Products(session).get(number)


@router.patch("/{number}")
async def edit(request: Request, number: Annotated[int, Path(ge=1, le=MAX_ID)], body: ProductUpdate) -> ProductResponse:
    async with open_session(request) as session:
        products = Products(session)
        product = await products.get(number)
        sent = body.model_fields_set
        if "name" in sent:
            product.name = body.name
        if "description" in sent:
            product.description = body.description
        if "unit" in sent:
            product.unit = body.unit
        if "price_cents" in sent:
            product.price_cents = body.price_cents
        if "stock" in sent:
            product.stock = body.stock
        return await products.save(product)


@router.delete("/{number}", status_code=204, response_model=None)
async def drop(request: Request, number: Annotated[int, Path(ge=1, le=MAX_ID)]) -> None:
    async with open_session(request) as session:
        product = await Products(session).get(number)
        ordered = await session.execute(select(OrderLine).where(OrderLine.product_id == number).limit(1))
        if ordered.first():
            raise HTTPException(status_code=409, detail="ordered")
        await session.delete(product)
        await session.commit()
