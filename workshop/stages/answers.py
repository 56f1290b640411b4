"""What a request to a stage comes back with: a response, or no answer, which is an outcome too."""

from abc import ABC, abstractmethod
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


class Verbs(ABC):
    """A request method, and one for each verb."""

    @abstractmethod
    def request(self, method: str, path: str, **options: Any) -> Answer:
        """Send a request; `options` are those of `httpx.Client.request`."""

    def get(self, path: str, **options: Any) -> Answer:
        """GET."""
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> Answer:
        """POST."""
        return self.request("POST", path, **options)

    def put(self, path: str, **options: Any) -> Answer:
        """PUT."""
        return self.request("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> Answer:
        """PATCH."""
        return self.request("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        """DELETE."""
        return self.request("DELETE", path, **options)
