# fails: test_health_answers_200
# says: 200 says: here is what you asked for
from fastapi import APIRouter, status

router = APIRouter()


@router.get("/health", status_code=status.HTTP_201_CREATED)
async def health():
    return {"status": "ok"}
