"""The payment gateway."""

import httpx


class PaymentDeclined(Exception):
    """The gateway does not accept the card."""


async def charge(payment_url: str, *, amount_cents: int, reference: str) -> str:
    """Charge an amount, and wait as long as it takes.

    Returns:
        The gateway's id of the charge.

    Raises:
        PaymentDeclined: the card is not accepted.
        httpx.HTTPError: anything else that went wrong; whether it was charged is unknown.
    """
    async with httpx.AsyncClient(timeout=None, trust_env=False) as client:
        response = await client.post(
            f"{payment_url}/charges", json={"amountCents": amount_cents, "reference": reference}
        )
    if response.status_code == httpx.codes.PAYMENT_REQUIRED:
        raise PaymentDeclined
    response.raise_for_status()
    charge_id: str = response.json()["id"]
    return charge_id
