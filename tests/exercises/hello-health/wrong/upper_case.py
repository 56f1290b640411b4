# fails: test_body_says_ok
# says: upper and lower case are different texts
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    return {"status": "OK"}
