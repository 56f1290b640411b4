"""No decorator, and a response that is made by hand. HEAD is answered too, as load balancers like it."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse


async def answer(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


router = APIRouter()
router.add_api_route("/health", answer, methods=["GET", "HEAD"], include_in_schema=False)
