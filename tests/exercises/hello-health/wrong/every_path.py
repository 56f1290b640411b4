# fails: test_health_only_reads
# says: your route answers for it
from fastapi import APIRouter

router = APIRouter()


@router.get("/{path:path}")
async def health():
    return {"status": "ok"}
