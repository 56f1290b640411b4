# fails: test_body_says_ok
# says: None in JSON is null
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    answer = {"status": "ok"}
    print(answer)
