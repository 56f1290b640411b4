"""Controls a gateway over HTTP, in this process or in another."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

SECONDS = 5.0


class GatewayControl:
    """Scripts the faults of the gateway at `url`, and reads what it charged.

    Its methods block until the gateway has answered, which takes about a millisecond; in a coroutine whose event loop
    the gateway's caller needs as well, call `wait_held` in a thread.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        """Base address: the app's `PAYMENT_URL`."""
        # Plain HTTP: loading the certificates that https:// would need takes 20 ms.
        self._http = httpx.Client(base_url=url, timeout=SECONDS, trust_env=False, verify=False)

    def script(self, steps: Sequence[str | Mapping[str, Any]]) -> None:
        """What the next calls meet, one step a call; afterwards all is well again.

        Args:
            steps: each a fault's name (`ok slow hang reset unavailable declined lost_answer`), or a mapping with
                `fault` and, where they apply, `seconds` and `retryAfter`.

        Raises:
            ValueError: a step is not known.
        """
        full = [{"fault": step} if isinstance(step, str) else dict(step) for step in steps]
        self._post("script", {"steps": full})

    def charges(self) -> list[dict[str, Any]]:
        """What was charged, oldest first: `id`, `amountCents`, `reference`."""
        return list(self._get("charges")["charges"])

    def calls(self) -> int:
        """How many calls came, whatever became of them."""
        return int(self._get("charges")["calls"])

    def hold(self, calls: int) -> None:
        """Hold the next calls before anything is charged.

        When `calls` of them have come they go on together; fewer go on at `release()`.
        """
        self._post("hold", {"calls": calls})

    def wait_held(self, at_least: int, seconds: float = SECONDS) -> int:
        """Wait until so many calls have come into the hold; how many have when the time is over."""
        query = {"atLeast": at_least, "seconds": seconds}
        answer = self._http.get("/_control/held", params=query, timeout=seconds + SECONDS)
        return int(_checked(answer)["held"])

    def release(self) -> None:
        """Let the held calls go on."""
        self._post("release", {})

    def reset(self) -> None:
        """Begin anew: no charges, no script, no hold; calls that wait are ended by a broken connection, uncharged."""
        self._post("reset", {})

    def close(self) -> None:
        """Close the control's own connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def _get(self, what: str) -> dict[str, Any]:
        return _checked(self._http.get(f"/_control/{what}"))

    def _post(self, what: str, content: dict[str, Any]) -> None:
        _checked(self._http.post(f"/_control/{what}", json=content))


def _checked(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code == 422:
        raise ValueError(answer.json()["error"])
    content: dict[str, Any] = answer.raise_for_status().json()
    return content
