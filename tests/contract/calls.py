"""What the tests hold in their hands: clients whose answers say what was sent, and calls that are under way."""

import json
import threading
from collections.abc import Callable
from typing import Any


class NotArranged(Exception):
    """A step that only prepares a test failed. Not an AssertionError: it never counts as an expected failure."""


def _short(value: Any, limit: int) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Answer:
    """An HTTP answer, or none (`status_code` None, `reason` "timeout", "broken" or "refused")."""

    def __init__(self, method: str, path: str, sent: dict[str, Any], response: Any) -> None:
        """Keep the response of StageClient, and how it was asked for."""
        self._asked = f"{method} {path}"
        self._sent = {key: value for key, value in sent.items() if key in {"params", "json", "content", "data"}}
        self._response = response
        self.status_code: int | None = response.status_code
        self.headers = response.headers
        self.text: str = response.text
        self.reason = getattr(response, "reason", None) if response.status_code is None else None

    def json(self) -> Any:
        """The body. No body that can be read is a failed assertion, as any wrong answer is."""
        try:
            return self._response.json()
        except ValueError:
            raise AssertionError(f"{self!r}: the body is not JSON") from None

    @property
    def is_success(self) -> bool:
        """2xx, and not the monolith's 200 with `success: false`."""
        return self.status_code is not None and 200 <= self.status_code < 300 and not self.is_200_with_success_false

    @property
    def is_200_with_success_false(self) -> bool:
        """How stage 01 says that something went wrong."""
        body = self.json() if self.status_code == 200 else None
        return isinstance(body, dict) and body.get("success") is False

    def __repr__(self) -> str:
        """What was sent and what came back, for the failure's message."""
        sent = "".join(f" {_short(value, 70)}" for value in self._sent.values())
        got = (
            f"no answer ({self.reason})" if self.status_code is None else f"{self.status_code} {_short(self.text, 110)}"
        )
        return f"<{_short(self._asked, 60)}{sent} -> {got}>"


class Client:
    """A client. `read` and `make` prepare a test, or look at what it left; the others are what is tested."""

    def __init__(self, client: Any) -> None:
        """Wrap a StageClient that is signed in as somebody."""
        self._client = client

    def request(self, method: str, path: str, **sent: Any) -> Answer:
        """Send it; see StageClient.request."""
        return Answer(method, path, sent, self._client.request(method, path, **sent))

    def get(self, path: str, **sent: Any) -> Answer:
        """GET."""
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: Any) -> Answer:
        """POST."""
        return self.request("POST", path, **sent)

    def patch(self, path: str, **sent: Any) -> Answer:
        """PATCH."""
        return self.request("PATCH", path, **sent)

    def delete(self, path: str, **sent: Any) -> Answer:
        """DELETE."""
        return self.request("DELETE", path, **sent)

    def read(self, path: str, **params: Any) -> Any:
        """The JSON of a GET that must work."""
        return _arranged(self.get(path, params=params))

    def make(self, path: str, **body: Any) -> Any:
        """The JSON of a POST that must work."""
        return _arranged(self.post(path, json=body))


def _arranged(answer: Answer) -> Any:
    if not answer.is_success:
        raise NotArranged(repr(answer))
    return answer.json()


class Ongoing:
    """A call in a thread of its own."""

    def __init__(self, call: Callable[..., Answer], *args: Any, **kwargs: Any) -> None:
        """Start it."""
        self._result: list[Answer | BaseException] = []
        self._thread = threading.Thread(target=self._run, args=(call, args, kwargs), daemon=True)
        self._thread.start()

    def _run(self, call: Callable[..., Answer], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        try:
            self._result.append(call(*args, **kwargs))
        except BaseException as error:
            self._result.append(error)

    def answered(self, seconds: float = 0) -> bool:
        """Whether the answer is there, at the latest after `seconds`."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def answer(self, seconds: float = 10) -> Answer:
        """The answer, waited for."""
        if not self.answered(seconds):
            raise NotArranged(f"a call was still under way after {seconds} s")
        result = self._result[0]
        if isinstance(result, BaseException):
            raise result
        return result
