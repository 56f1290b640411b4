# fails: test_body_says_ok
# says: it became JSON twice
import json

from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health():
    return json.dumps({"status": "ok"})
