"""The farmers' market API: the app, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from market.database import make_engine, make_sessions
from market.routers import health, markets, me, orders, products, stalls, token
from market.settings import read_settings


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the database when the app starts, close it when the app ends."""
    settings = read_settings()
    engine = make_engine(settings.database_url)
    app.state.settings = settings
    app.state.sessions = make_sessions(engine)
    yield
    await engine.dispose()


app = FastAPI(title="Farmers' market", lifespan=lifespan)
for module in (health, token, me, markets, stalls, products, orders):
    app.include_router(module.router)
