"""What the gateway charged."""

from pydantic import BaseModel, ConfigDict, Field


class ChargeRequest(BaseModel):
    """The body of `POST /charges`."""

    model_config = ConfigDict(strict=True)

    amountCents: int = Field(ge=1)
    reference: str


class Charge(ChargeRequest):
    """Money that was taken."""

    id: str


class KeyConflictError(Exception):
    """The idempotency key came with another body before."""


class Ledger:
    """All charges, and the calls that asked for them."""

    def __init__(self) -> None:
        self.calls = 0
        """How many calls came, whatever became of them."""
        self.charges: list[Charge] = []
        self._by_key: dict[str, Charge] = {}

    def charge(self, request: ChargeRequest, key: str | None) -> Charge:
        """Charge, or find the charge that was made under the same key.

        Raises:
            KeyConflictError: the key came with another body before.
        """
        if key is not None and (earlier := self._by_key.get(key)):
            if (earlier.amountCents, earlier.reference) != (request.amountCents, request.reference):
                raise KeyConflictError
            return earlier
        charge = Charge(id=f"ch_{len(self.charges) + 1}", amountCents=request.amountCents, reference=request.reference)
        self.charges.append(charge)
        if key is not None:
            self._by_key[key] = charge
        return charge
