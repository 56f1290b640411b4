# fails: test_health_only_reads
# says: PUT /health
# says: A health check only reads
from fastapi import APIRouter

router = APIRouter()


@router.api_route("/health", methods=["GET", "PUT", "DELETE"])
async def health():
    return {"status": "ok"}
