# fails: test_body_says_ok
# says: The body holds more than was asked for
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    return {"status": "ok", "version": "1.0", "database": "sqlite"}
