"""UPDATE and DELETE as statements, with RETURNING; the id's bounds by hand; return types do the filtering."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import Field
from sqlalchemy import delete, exists, func, insert, select, update

from market.database import open_session
from market.models import OrderLine, Product, Stall
from market.schemas.pages import Page, PageQuery
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate

router = APIRouter(prefix="/products")

Id = Annotated[int, Path(gt=0, lt=2**63)]


class Filters(PageQuery):
    stall_id: int | None = Field(None, ge=1, le=2**63 - 1)
    search: str | None = Field(None, max_length=200)
    sort: Literal["id", "name", "priceCents", "createdAt", "-id", "-name", "-priceCents", "-createdAt"] = "id"


@router.get("")
async def index(request: Request, filters: Annotated[Filters, Query()]) -> Page[ProductResponse]:
    conditions = []
    if filters.stall_id:
        conditions.append(Product.stall_id == filters.stall_id)
    if filters.search:
        text = filters.search
        for sign in "\\%_":
            text = text.replace(sign, f"\\{sign}")
        conditions.append(Product.name.ilike(f"%{text}%", escape="\\"))
    columns = {"id": "id", "name": "name", "priceCents": "price_cents", "createdAt": "created_at"}
    column = Product.__table__.c[columns[filters.sort.lstrip("-")]]
    order = column.desc() if filters.sort[0] == "-" else column
    async with open_session(request) as session:
        total = await session.scalar(select(func.count(Product.id)).where(*conditions))
        statement = select(Product).where(*conditions).order_by(order, Product.id)
        found = await session.scalars(statement.offset(filters.offset).limit(filters.limit))
        items = [ProductResponse.model_validate(row) for row in found]
    return Page(items=items, total=total, limit=filters.limit, offset=filters.offset)


@router.post("", status_code=201)
async def create(request: Request, data: ProductCreate) -> ProductResponse:
    async with open_session(request) as session, session.begin():
        if not await session.scalar(select(exists().where(Stall.id == data.stall_id))):
            raise HTTPException(422, "no such stall")
        product = await session.scalar(insert(Product).values(**data.model_dump()).returning(Product))
        return ProductResponse.model_validate(product)


@router.get("/{id}")
async def show(request: Request, id: Id) -> ProductResponse:
    async with open_session(request) as session:
        product = (await session.execute(select(Product).where(Product.id == id))).scalar_one_or_none()
    if not product:
        raise HTTPException(404)
    return ProductResponse.model_validate(product)


@router.patch("/{id}")
async def change(request: Request, id: Id, data: ProductUpdate) -> ProductResponse:
    values = data.model_dump(exclude_unset=True)
    async with open_session(request) as session:
        if values:
            changed = await session.execute(update(Product).where(Product.id == id).values(values))
            if changed.rowcount == 0:
                raise HTTPException(404)
            await session.commit()
        product = await session.get(Product, id)
        if product is None:
            raise HTTPException(404)
        return ProductResponse.model_validate(product)


@router.delete("/{id}")
async def remove(request: Request, id: Id) -> Response:
    async with open_session(request) as session:
        if await session.scalar(select(func.count()).select_from(OrderLine).where(OrderLine.product_id == id)):
            raise HTTPException(409, "it was ordered")
        deleted = await session.execute(delete(Product).where(Product.id == id))
        await session.commit()
    if not deleted.rowcount:
        raise HTTPException(404)
    return Response(status_code=204)
