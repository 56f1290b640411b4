# fails: test_health_answers_200
# says: ResponseValidationError
# says: returned what its return type does not allow
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
async def health() -> dict[str, bool]:
    return {"status": "ok"}
