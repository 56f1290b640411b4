"""A TypedDict as the return type."""

from fastapi import APIRouter, status
from typing_extensions import TypedDict

router = APIRouter(tags=["health"])


class Health(TypedDict):
    status: str


@router.get(path="/health", status_code=status.HTTP_200_OK)
async def read_health() -> Health:
    return {"status": "ok"}
