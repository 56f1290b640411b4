"""The database: one engine for the life of the app, a session where one is opened."""

from typing import Any

from fastapi import Request
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine


def make_engine(url: str) -> AsyncEngine:
    """Make the engine. Nothing connects yet."""
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _check_foreign_keys)
    return engine


def make_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Make the factory of sessions. After a commit, what was loaded stays readable."""
    return async_sessionmaker(engine, expire_on_commit=False)


def open_session(request: Request) -> AsyncSession:
    """Open a session; use it with `async with`."""
    sessions: async_sessionmaker[AsyncSession] = request.app.state.sessions
    return sessions()


def _check_foreign_keys(connection: Any, _record: object) -> None:
    """SQLite checks foreign keys only when told to, on each connection."""
    connection.execute("PRAGMA foreign_keys=ON")
