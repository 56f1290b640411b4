# fails: test_health_answers_200
# says: if the router has a prefix, it stands before that path
from fastapi import APIRouter

router = APIRouter(prefix="/health")


@router.get("/health")
async def health():
    return {"status": "ok"}
