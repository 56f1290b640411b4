# fails: test_body_says_ok
# says: application/jsonl
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    yield {"status": "ok"}
