"""A response model, a router with a prefix, and a plain function."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/health", tags=["operations"])


class Health(BaseModel):
    status: Literal["ok"] = "ok"


@router.get("", response_model=Health, summary="Is the app there?")
def check():
    return Health()
