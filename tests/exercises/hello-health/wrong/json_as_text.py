# fails: test_body_says_ok
# says: clients will not read it as JSON
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

router = APIRouter()


@router.get("/health")
async def health():
    return PlainTextResponse('{"status": "ok"}')
