"""A repository as a dependency, a query model without PageQuery, a count in the page's own statement."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from sqlalchemy import ColumnElement, asc, delete, desc, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import Product
from market.schemas.pages import Page
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate


async def session(request: Request) -> AsyncIterator[AsyncSession]:
    async with open_session(request) as s:
        yield s


Session = Annotated[AsyncSession, Depends(session)]
Id = Annotated[int, Path(ge=1, le=2**63 - 1)]


class Sort(StrEnum):
    id = "id"
    id_desc = "-id"
    name_ = "name"
    name_desc = "-name"
    price = "priceCents"
    price_desc = "-priceCents"
    created = "createdAt"
    created_desc = "-createdAt"


class Filter(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)
    stall_id: int | None = Field(None, gt=0, lt=2**63)
    search: str | None = None
    sort: Sort = Sort.id
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, lt=2**63)


@dataclass
class Products:
    db: AsyncSession

    async def get(self, id: int) -> Product:
        try:
            return await self.db.get_one(Product, id)
        except Exception as e:
            raise HTTPException(404) from e

    async def page(self, f: Filter):
        c: list[ColumnElement[bool]] = []
        if f.stall_id is not None:
            c.append(Product.stall_id == f.stall_id)
        if f.search:
            c.append(func.lower(Product.name).contains(f.search.lower(), autoescape=True))
        col = {
            "id": Product.id,
            "name": Product.name,
            "priceCents": Product.price_cents,
            "createdAt": Product.created_at,
        }[f.sort.value.lstrip("-")]
        d = desc if f.sort.startswith("-") else asc
        count = func.count().over().label("n")
        rows = (
            await self.db.execute(select(Product, count).where(*c).order_by(d(col)).offset(f.offset).limit(f.limit))
        ).all()
        total = rows[0].n if rows else await self.db.scalar(select(func.count(Product.id)).where(*c))
        return [r[0] for r in rows], total


def repo(s: Session) -> Products:
    return Products(s)


Repo = Annotated[Products, Depends(repo)]
router = APIRouter(prefix="/products")


@router.get("", response_model=Page[ProductResponse])
async def index(r: Repo, f: Annotated[Filter, Query()]):
    items, total = await r.page(f)
    return {"items": items, "total": total, "limit": f.limit, "offset": f.offset}


@router.post("", response_model=ProductResponse, status_code=201)
async def add(r: Repo, data: ProductCreate):
    p = Product(**data.model_dump())
    r.db.add(p)
    try:
        await r.db.commit()
    except IntegrityError:
        await r.db.rollback()
        raise HTTPException(
            422, detail=[{"loc": ["body", "stallId"], "msg": "no such stall", "type": "missing"}]
        ) from None
    return p


@router.get("/{id}", response_model=ProductResponse)
async def one(r: Repo, id: Id):
    return await r.get(id)


@router.patch("/{id}", response_model=ProductResponse)
async def patch(r: Repo, id: Id, data: ProductUpdate):
    sent = {k: v for k, v in data if k in data.model_fields_set}
    q = (
        update(Product).where(Product.id == id).values(**sent).returning(Product)
        if sent
        else select(Product).where(Product.id == id)
    )
    p = await r.db.scalar(q)
    if p is None:
        raise HTTPException(404)
    await r.db.commit()
    return p


@router.delete("/{id}", status_code=204)
async def gone(r: Repo, id: Id):
    try:
        found = await r.db.scalar(delete(Product).where(Product.id == id).returning(Product.id))
        await r.db.commit()
    except IntegrityError:
        raise HTTPException(status_code=409) from None
    if found is None:
        raise HTTPException(status_code=404)
