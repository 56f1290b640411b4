"""A small app that nobody sees: one request to it makes the libraries load and build all that they do lazily."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import fastapi
import httpx
import pydantic
from fastapi import APIRouter, Depends, FastAPI, Form, HTTPException, Query, Request, status
from pydantic.alias_generators import to_camel
from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload


class _Base(DeclarativeBase):
    pass


class _Shelf(_Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    books: Mapped[list["_Book"]] = relationship(order_by="_Book.id", lazy="raise")


class _Book(_Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id"))
    title: Mapped[str | None] = mapped_column(String(20))


class _BookBody(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(from_attributes=True, alias_generator=to_camel)
    title: Annotated[str, pydantic.Field(min_length=1, max_length=20)] | None = None


class _ShelfBody(_BookBody):
    name: str
    books: list[_BookBody]


class _Page(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    limit: Annotated[int, pydantic.Field(ge=1, le=100)] = 20


_router = APIRouter(prefix="/shelves")


async def _session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


_Session = Annotated[AsyncSession, Depends(_session)]


@_router.post("", response_model=_ShelfBody, status_code=status.HTTP_201_CREATED)
async def _create(data: _ShelfBody, session: _Session) -> Any:
    shelf = _Shelf(name=data.name, books=[_Book(**book.model_dump()) for book in data.books])
    session.add(shelf)
    await session.commit()
    return shelf


@_router.get("", response_model=list[_ShelfBody])
async def _list(page: Annotated[_Page, Query()], session: _Session) -> Any:
    await session.scalar(select(func.count()).select_from(_Shelf))
    return (await session.scalars(select(_Shelf).options(selectinload(_Shelf.books)).limit(page.limit))).all()


@_router.get("/{shelf_id}")
async def _read(shelf_id: int, session: _Session) -> _ShelfBody:
    if await session.get(_Shelf, shelf_id) is None:
        raise HTTPException(404)
    return _ShelfBody(name="", books=[])


@_router.patch("/{shelf_id}")
async def _update(shelf_id: int, name: Annotated[str, Form()], session: _Session) -> None:
    shelf = await session.get_one(_Shelf, shelf_id)
    shelf.name = name
    await session.commit()
    await session.refresh(shelf)
    await session.delete(shelf)
    await session.rollback()


def _app(database: Path) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
        app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
        async with engine.begin() as connection:
            await connection.run_sync(_Base.metadata.create_all)
        yield
        await engine.dispose()

    app = fastapi.FastAPI(lifespan=lifespan)
    app.include_router(_router)
    return app


async def use(database: Path) -> None:
    """Make the app, send it one request of each kind, end it.

    Args:
        database: a file that is not there yet.
    """
    app = _app(database)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://throwaway", trust_env=False) as client,
    ):
        await client.post("/shelves", json={"name": "a", "books": [{"title": "b"}, {}]})
        await client.post("/shelves", json={"name": 1})
        await client.get("/shelves", params={"limit": 2})
        await client.get("/shelves/2")
        await client.patch("/shelves/1", data={"name": "c"})
        await client.delete("/shelves/1")
