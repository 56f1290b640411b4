"""What a request to a stage comes back with: a response, or no answer, which is an outcome too."""

from collections.abc import Mapping
from typing import Any, Literal, NoReturn

import httpx

from workshop.stages import words

Reason = Literal["timeout", "broken", "refused"]


class NoAnswer:
    """No response came. Has the attributes of a response that tests look at, so that a test's own assert fails."""

    status_code: None = None
    content = b""
    text = ""
    is_success = False

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        self.headers: Mapping[str, str] = {}

    def json(self, **_: Any) -> NoReturn:
        """There is nothing to read.

        Raises:
            AssertionError: always; it says why there was no answer.
        """
        raise AssertionError(words.no_answer(self.reason))

    def __repr__(self) -> str:
        return f"<NoAnswer: {self.reason}>"


Answer = httpx.Response | NoAnswer


def send(http: httpx.Client, method: str, url: str, **options: Any) -> Answer:
    """Send a request. A server that is slow, gone or breaks the connection is an outcome, not an error."""
    try:
        return http.request(method, url, **options)
    except httpx.TimeoutException:
        return NoAnswer("timeout")
    except httpx.ConnectError:
        return NoAnswer("refused")
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        return NoAnswer("broken")
