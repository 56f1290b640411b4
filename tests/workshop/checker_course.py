"""A tiny course of its own for the checker's tests: one stage, one exercise, hidden tests that a test writes itself."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from workshop.catalog import Exercise
from workshop.checker.assignment import Assignment
from workshop.checker.limits import Limits

MAIN = """
import os
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from market import notes


@asynccontextmanager
async def lifespan(app):
    engine = create_async_engine(os.environ["DATABASE_URL"])
    app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)
app.include_router(notes.router)


@app.post("/token")
async def token():
    return {"access_token": "1.abc", "token_type": "bearer"}
"""

NOTES = """
from fastapi import APIRouter, Request
from sqlalchemy import text

router = APIRouter(prefix="/notes")


@router.get("")
async def list_notes(request: Request):
    async with request.app.state.sessions() as session:
        rows = (await session.execute(text("SELECT id, body FROM notes ORDER BY id"))).mappings().all()
    return {"items": [dict(row) for row in rows]}


@router.post("", status_code=201)
async def add_note(request: Request, note: dict):
    async with request.app.state.sessions() as session:
        await session.execute(text("INSERT INTO notes (body) VALUES (:body)"), {"body": note["body"]})
        await session.commit()
    return note
"""

HIDDEN = '''
from workshop.kit import expect


async def test_a_note_is_kept(client, rows, rng):
    """A note that was added is kept"""
    body = f"note {rng.randrange(1000)}"
    response = await client.post("/notes", json={"body": body})
    expect.status(response, 201, meaning="A client that adds something is told so by 201.", look_at="status_code")
    expect.equal(rows("SELECT body FROM notes ORDER BY id DESC LIMIT 1"), [{"body": body}])


async def test_the_list_has_all(client, execute):
    """The list has all notes"""
    execute("INSERT INTO notes (body) VALUES (?)", "another")
    response = await client.get("/notes")
    expect.equal(len(expect.body(response)["items"]), 2)
'''

LIMITS = Limits(cpu_seconds=2, wall_seconds=40.0, memory_mb=256)

STARTER = """
router = ...
"""


@dataclass
class Course:
    """The folders of the tiny course, and its exercise."""

    root: Path
    requires: tuple[str, ...] = ("router",)
    starter: str = STARTER
    limits: Limits = LIMITS

    def hidden(self, text: str) -> "Course":
        """Set the hidden tests."""
        (self.root / "tests" / "test_hidden.py").write_text(text, encoding="utf-8")
        return self

    @property
    def assignment(self) -> Assignment:
        """The exercise, ready to be checked."""
        return Assignment(
            exercise=Exercise(
                id="notes",
                title="Notes",
                lesson=1,
                stage=1,
                kind="module",
                module="notes.py",
                requires=self.requires,
                minutes=5,
                must=True,
                hints=("a", "b", "c"),
                commentary="d",
            ),
            starter=self.starter,
            folders=(self.root / "stage",),
            tests=self.root / "tests",
            template=lambda: self.root / "template.sqlite",
            limits=self.limits,
        )


def make(root: Path) -> Course:
    """Make the course in an empty folder."""
    market = root / "stage" / "market"
    market.mkdir(parents=True)
    (root / "tests").mkdir()
    (market / "main.py").write_text(MAIN, encoding="utf-8")
    (market / "notes.py").write_text(NOTES, encoding="utf-8")
    connection = sqlite3.connect(root / "template.sqlite")
    with connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)")
        connection.execute("INSERT INTO notes (body) VALUES ('first')")
        connection.execute("INSERT INTO customers VALUES (1, 'a@market.test'), (2, 'b@market.test')")
    connection.close()
    return Course(root).hidden(HIDDEN)
