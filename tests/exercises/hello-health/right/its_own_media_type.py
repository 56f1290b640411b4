"""A JSON of a media type of its own."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse


class HealthJSON(JSONResponse):
    media_type = "application/health+json"


router = APIRouter()


@router.get("/health", response_class=HealthJSON)
async def health():
    return {"status": "ok"}
