# fails: test_health_only_reads
# says: A health check only reads
from fastapi import APIRouter

router = APIRouter()


@router.api_route("/health", methods=["GET", "POST"])
async def health():
    return {"status": "ok"}
