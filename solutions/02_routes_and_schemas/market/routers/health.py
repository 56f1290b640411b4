"""Is the app there?"""

from fastapi import APIRouter

router = APIRouter(tags=["health"])


@router.get("/health")
async def read_health() -> dict[str, str]:
    """Tell that the app answers."""
    return {"status": "ok"}
