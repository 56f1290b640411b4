"""SQL as text with bound values, a class as a dependency, responses by hand, paths without a prefix."""

import logging
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy import select, text

from market.database import open_session
from market.models import Product
from market.schemas.common import MAX_ID, PathId
from market.schemas.products import ProductCreate, ProductResponse, ProductUpdate

log = logging.getLogger(__name__)
router = APIRouter()

SORT = {"id": "id", "name": "name", "priceCents": "price_cents", "createdAt": "created_at"}


class Listing:
    ALLOWED = frozenset({"stallId", "search", "sort", "limit", "offset"})

    def __init__(
        self,
        request: Request,
        stallId: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        search: str = "",
        sort: Annotated[str, Query(pattern="^-?(id|name|priceCents|createdAt)$")] = "id",
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Annotated[int, Query(ge=0, le=MAX_ID)] = 0,
    ):
        if extra := set(request.query_params) - self.ALLOWED:
            raise HTTPException(422, f"unknown: {sorted(extra)}")
        self.stall, self.search, self.sort, self.limit, self.offset = stallId, search, sort, limit, offset


def out(p: Product) -> Any:
    return jsonable_encoder(ProductResponse.model_validate(p))


@router.get("/products")
async def test_list(request: Request, q: Annotated[Listing, Depends()]):
    where, params = ["1=1"], {}
    if q.stall:
        where.append("stall_id = :s")
        params["s"] = q.stall
    if q.search:
        where.append("instr(lower(name), lower(:t)) > 0")
        params["t"] = q.search
    cond = " AND ".join(where)
    order = SORT[q.sort.removeprefix("-")] + (" DESC" if q.sort.startswith("-") else "")
    async with open_session(request) as s:
        n = (await s.execute(text(f"SELECT count(*) FROM products WHERE {cond}"), params)).scalar_one()
        stmt = select(Product).from_statement(
            text(f"SELECT * FROM products WHERE {cond} ORDER BY {order}, id LIMIT :l OFFSET :o").bindparams(
                **params, l=q.limit, o=q.offset
            )
        )
        rows = (await s.scalars(stmt)).all()
    log.info("%s of %s products", len(rows), n)
    return JSONResponse({"items": [out(r) for r in rows], "total": n, "limit": q.limit, "offset": q.offset})


@router.post("/products")
async def post(request: Request, data: ProductCreate):
    async with open_session(request) as s:
        if (await s.execute(text("SELECT 1 FROM stalls WHERE id = :i"), {"i": data.stall_id})).first() is None:
            return JSONResponse({"detail": "no stall"}, 422)
        s.add(p := Product(**data.model_dump()))
        await s.commit()
        return JSONResponse(out(p), 201, headers={"Location": f"/products/{p.id}"})


@router.get("/products/{id}")
async def get(request: Request, id: PathId):
    async with open_session(request) as s:
        if p := await s.get(Product, id):
            return JSONResponse(out(p))
    return JSONResponse({"detail": "not found"}, 404)


@router.patch("/products/{id}")
async def patch(request: Request, id: PathId, data: ProductUpdate):
    async with open_session(request) as s, s.begin():
        p = await s.get(Product, id)
        if p is None:
            raise HTTPException(404)
        for f in data.model_fields_set:
            setattr(p, f, getattr(data, f))
        await s.flush()
        await s.refresh(p)
        return JSONResponse(out(p))


@router.delete("/products/{id}", status_code=204, response_class=Response)
async def delete(request: Request, id: PathId):
    async with open_session(request) as s:
        r = await s.execute(
            text("DELETE FROM products WHERE id = :i AND NOT EXISTS (SELECT 1 FROM order_lines WHERE product_id = :i)"),
            {"i": id},
        )
        await s.commit()
        if r.rowcount:
            return Response(status_code=204)
        there = await s.get(Product, id)
    raise HTTPException(409 if there else 404)
