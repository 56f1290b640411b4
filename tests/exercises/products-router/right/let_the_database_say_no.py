"""No check before the write: the foreign key fails, and the IntegrityError becomes a status."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, status
from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from market.database import open_session
from market.models import Product
from market.schemas.common import MAX_ID, PathId
from market.schemas.pages import Page, PageQuery
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate

router = APIRouter(tags=["products"])


class Sort(StrEnum):
    BY_ID = "id"
    BY_ID_DOWN = "-id"
    BY_NAME = "name"
    BY_NAME_DOWN = "-name"
    BY_PRICE = "priceCents"
    BY_PRICE_DOWN = "-priceCents"
    BY_AGE = "createdAt"
    BY_AGE_DOWN = "-createdAt"

    def clause(self):
        return {
            Sort.BY_ID: Product.id.asc(),
            Sort.BY_ID_DOWN: Product.id.desc(),
            Sort.BY_NAME: Product.name.asc(),
            Sort.BY_NAME_DOWN: Product.name.desc(),
            Sort.BY_PRICE: Product.price_cents.asc(),
            Sort.BY_PRICE_DOWN: Product.price_cents.desc(),
            Sort.BY_AGE: Product.created_at.asc(),
            Sort.BY_AGE_DOWN: Product.created_at.desc(),
        }[self]


class ProductList(PageQuery):
    stall_id: Annotated[int | None, Field(ge=1, le=MAX_ID)] = None
    search: str = ""
    sort: Sort = Sort.BY_ID


@router.get("/products", response_model=Page[ProductResponse])
async def list_products(request: Request, query: Annotated[ProductList, Query()]):
    statement = select(Product)
    if query.stall_id is not None:
        statement = statement.filter_by(stall_id=query.stall_id)
    if query.search:
        statement = statement.where(func.instr(func.lower(Product.name), query.search.lower()) > 0)
    async with open_session(request) as session:
        total = await session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True))
        page = statement.order_by(query.sort.clause()).slice(query.offset, query.offset + query.limit)
        items = (await session.scalars(page)).all()
    return {"items": items, "total": total, "limit": query.limit, "offset": query.offset}


@router.post("/products", response_model=ProductResponse, status_code=status.HTTP_201_CREATED)
async def create_product(request: Request, data: ProductCreate):
    async with open_session(request) as session:
        product = Product(**data.model_dump())
        session.add(product)
        try:
            await session.commit()
        except IntegrityError as error:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "no such stall") from error
        return product


@router.get("/products/{product_id}", response_model=ProductResponse)
async def get_product(request: Request, product_id: PathId):
    async with open_session(request) as session:
        return (await session.get(Product, product_id)) or not_found()


@router.patch("/products/{product_id}", response_model=ProductResponse)
async def patch_product(request: Request, product_id: PathId, data: ProductUpdate):
    async with open_session(request) as session:
        product = (await session.get(Product, product_id)) or not_found()
        for field in data.model_fields_set:
            setattr(product, field, getattr(data, field))
        await session.commit()
        return product


@router.delete("/products/{product_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_product(request: Request, product_id: PathId):
    async with open_session(request) as session:
        await session.delete((await session.get(Product, product_id)) or not_found())
        try:
            await session.commit()
        except IntegrityError:
            await session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, "ordered, so it stays") from None


def not_found():
    raise HTTPException(status.HTTP_404_NOT_FOUND)
