"""A course of two tiny stages in a temporary folder, for the tests of `workshop.stages`."""

from pathlib import Path

MODELS = """
from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Table, TypeDecorator


class Moment(TypeDecorator):
    impl = DateTime(timezone=True)
    cache_ok = True


metadata = MetaData()
products = Table(
    "products",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner_id", ForeignKey("customers.id")),
    Column("name", String),
    Column("note", String),
    Column("created_at", Moment),
    Column("shelf", String, default="A"),
)
customers = Table("customers", metadata, Column("id", Integer, primary_key=True), Column("email", String))
"""

MAIN = """
import asyncio
import os
import time
import uuid
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, Header, Request
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

IMPORTED = uuid.uuid4().hex
STARTS = 0


@asynccontextmanager
async def lifespan(app):
    global STARTS
    STARTS += 1
    engine = create_async_engine(os.environ["DATABASE_URL"])
    print("lifespan entered")
    yield {"engine": engine}
    print("lifespan left")
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


def blocking():
    return create_engine(os.environ["DATABASE_URL"].replace("+aiosqlite", ""))


@app.post("/token")
async def token(request: Request):
    form = parse_qs((await request.body()).decode())
    with blocking().connect() as connection:
        ids = connection.execute(text("SELECT id, email FROM customers")).all()
    for number, email in ids:
        if form["username"] == [email] and form["password"] == [f"market-{number}"]:
            return {"access_token": f"customer-{number}"}
    return {"success": False}


@app.get("/me")
async def me(authorization: str | None = Header(None), x_more: str | None = Header(None)):
    return {"me": authorization, "more": x_more, "pid": os.getpid()}


@app.get("/life")
async def life():
    return {"imported": IMPORTED, "starts": STARTS, "setting": os.environ.get("SETTING")}


@app.get("/environment")
async def environment():
    return dict(os.environ)


@app.get("/products")
async def products(request: Request):
    async with request.state.engine.connect() as connection:
        rows = (await connection.execute(text("SELECT id FROM products WHERE id > :low"), {"low": 0})).all()
    return [row.id for row in rows]


@app.delete("/products")
async def delete(request: Request):
    with blocking().begin() as connection:
        connection.execute(text("DELETE FROM products"))


@app.post("/pay")
async def pay():
    answer = httpx.post(os.environ["PAYMENT_URL"] + "/charges", json={"amountCents": 5, "reference": "r"}, timeout=None)
    return {"status": answer.status_code}


@app.get("/half")
async def half():
    connection = blocking().connect()
    connection.execute(text("PRAGMA cache_size = 1"))
    connection.execute(text("UPDATE products SET note = hex(randomblob(200000))"))
    httpx.post(os.environ["PAYMENT_URL"] + "/charges", json={"amountCents": 5, "reference": "r"}, timeout=None)
    connection.commit()


@app.get("/sleep")
async def sleep():
    await asyncio.sleep(3600)


@app.get("/block")
async def block():
    print("blocking")
    time.sleep(3600)


@app.get("/print")
async def say(text: str):
    print(text)
"""

GREETING = '''"""Greets."""

from market.names import NAME


def greet() -> str:
    """A greeting."""
    return f"Hello, {NAME}"


class Door:
    """A door."""

    @staticmethod
    def knock() -> str:
        """Knock."""
        return "knock"
'''

TOMBSTONE = '"""Gone since 02."""\n\nraise ModuleNotFoundError("market.names is gone")\n'

CUSTOMERS = "id,email\n1,ada@example.org\n2,bo@example.org\n3,čen@example.org\n"
PRODUCTS = """id,owner_id,name,note,created_at,unknown
1,2,Plum,,2026-03-01T08:30:00Z,x
2,3,Žito,fresh,2026-03-01T08:30:00Z,x
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files, by their path below `folder`."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def small_course(root: Path) -> tuple[Path, Path]:
    """The folders `solutions` and `data` of a small course."""
    solutions = write(
        root / "solutions",
        {
            "01_first/market/models.py": MODELS,
            "01_first/market/main.py": MAIN,
            "01_first/market/names.py": 'NAME = "one"\n',
            "01_first/market/words/greeting.py": GREETING,
            "02_second/market/names.py": TOMBSTONE,
            "02_second/market/words/greeting.py": GREETING.replace("from market.names import NAME", 'NAME = "two"'),
            "02_second/market/words/farewell.py": '"""New."""\n',
            "notes/README.md": "no stage",
        },
    )
    data = write(root / "data", {"customers.csv": CUSTOMERS, "products.csv": PRODUCTS})
    return solutions, data
