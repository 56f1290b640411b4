# fails: test_health_answers_200
# says: status 307
# says: The app has the path with a slash at its end
from fastapi import APIRouter

router = APIRouter()


@router.get("/health/")
async def health():
    return {"status": "ok"}
