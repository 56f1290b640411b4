# fails: test_health_answers_200
# says: The app has the path /health, but not for GET
from fastapi import APIRouter

router = APIRouter()


@router.post("/health")
async def health():
    return {"status": "ok"}
