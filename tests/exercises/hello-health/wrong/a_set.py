# fails: test_body_says_ok
# says: braces with a comma are a set
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    return {"status", "ok"}
