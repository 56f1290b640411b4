"""Tokens of a stage's customers, each fetched once, and the HTTP client that all share."""

import csv
import threading
from typing import Any

import httpx

from workshop import course
from workshop.stages import words
from workshop.stages.answers import Answer, NoAnswer, send
from workshop.stages.folders import StageError
from workshop.stages.servers import Servers

SECONDS = 5.0
"""Time limit of a request that names none."""


class Sessions:
    """Sends requests, and signs customers in with the passwords of the seed data."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        # Connections are many, because a race needs them at the same time; proxies are for the world outside.
        self._http = httpx.Client(timeout=SECONDS, trust_env=False, limits=httpx.Limits(max_connections=None))
        self._tokens: dict[tuple[int, int], str] = {}
        self._turn = threading.Lock()

    def send(self, method: str, url: str, **options: Any) -> Answer:
        """Send a request as it is."""
        return send(self._http, method, url, **options)

    def token(self, customer: int) -> str:
        """The token of a customer, fetched once for as long as the processes live.

        Raises:
            StageError: there is no such customer, or `/token` does not answer with a token.
        """
        with self._turn:
            key = (self._servers.starts, customer)
            if key not in self._tokens:
                self._tokens[key] = self._sign_in(customer)
            return self._tokens[key]

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _sign_in(self, customer: int) -> str:
        form = {"username": email(customer), "password": f"market-{customer}"}
        answer = self.send("POST", f"{self._servers.urls[0]}/token", data=form)
        if isinstance(answer, NoAnswer):
            raise StageError(words.sign_in_failed(customer, words.no_answer(answer.reason)))
        try:
            token = answer.json()["access_token"]
        except (ValueError, LookupError, TypeError):
            raise StageError(words.sign_in_failed(customer, f"{answer.status_code} {answer.text[:200]}")) from None
        return str(token)


def email(customer: int) -> str:
    """The email of a customer, from `data/customers.csv`.

    Raises:
        StageError: there is no such customer.
    """
    with (course.DATA / "customers.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["id"] == str(customer):
                return row["email"]
    raise StageError(words.no_such_customer(customer))
