"""The requirements of `hello-health`."""

import json
import random
from typing import Any

import httpx

from workshop.kit import expect, show

OK = {"status": "ok"}

# What a wrong status means, and where to look.
BY_STATUS = {
    307: (
        "The app has the path with a slash at its end, and sends the client there instead of answering.",
        "the path in the decorator, up to its last character",
    ),
    401: ("The route asks for a token. Whoever checks an app's health has none.", "what the function depends on"),
    404: (
        "No route of the app has the path /health.",
        "the path in the decorator; if the router has a prefix, it stands before that path",
    ),
    405: ("The app has the path /health, but not for GET.", "the name of the decorator: it is the HTTP method"),
    422: ("The route wants something that this request does not send.", "the parameters of the function"),
    500: ("The function raised an exception, or returned what its return type does not allow.", "what it returns"),
}
OTHER = (
    "The status tells the client what happened. 200 says: here is what you asked for.",
    "status_code in the decorator; without it, FastAPI answers 200",
)


async def test_health_answers_200(anonymous: httpx.AsyncClient) -> None:
    """GET /health answers with status 200; it needs no token."""
    response = await anonymous.get("/health")
    meaning, look_at = BY_STATUS.get(response.status_code, OTHER)
    expect.status(response, 200, meaning=meaning, look_at=look_at)


async def test_body_says_ok(anonymous: httpx.AsyncClient) -> None:
    """The answer's body is the JSON object {"status": "ok"}, and holds nothing else."""
    response = await anonymous.get("/health")
    try:
        body = response.json()
    except ValueError:
        body = response
    kind = response.headers.get("Content-Type", "nothing")
    media = kind.partition(";")[0].strip().lower()
    is_json = media == "application/json" or (media.startswith("application/") and media.endswith("+json"))
    if body == OK and not is_json:
        meaning = f"The text is right, but the answer calls it {kind}: clients will not read it as JSON."
        look_at = "the class of the response; a dict that is returned becomes JSON by itself"
    else:
        meaning, look_at = explain(body)
    expect.that(
        body == OK and is_json,
        sent="GET /health",
        expected=f"{json.dumps(OK)}, as application/json",
        got=f"{show.answer(response)}, as {kind}",
        meaning=meaning,
        look_at=look_at,
    )


async def test_health_only_reads(anonymous: httpx.AsyncClient, rng: random.Random) -> None:
    """The route takes nothing else: POST /health and other methods answer 405, other paths 404."""
    for verb in ("POST", "PUT", "PATCH", "DELETE"):
        response = await anonymous.request(verb, "/health")
        expect.status(
            response,
            405,
            meaning="A health check only reads. 405 tells a client that it used the wrong method.",
            look_at="the methods that the decorator names",
        )
    for path in (f"/word{rng.randint(10, 99)}", f"/health/word{rng.randint(10, 99)}"):
        expect.status(
            await anonymous.get(path),
            404,
            meaning="Nothing of the app has this path, and your route answers for it.",
            look_at="the path in the decorator: {…} in it stands for any text",
        )


def explain(body: Any) -> tuple[str, str]:
    """What a wrong body means, and where to look."""
    returned = "what the function returns"
    if isinstance(body, httpx.Response):
        return "The body is no JSON.", "the class of the response; a dict that is returned becomes JSON by itself"
    if body is None:
        return "A function without a return gives None, and None in JSON is null.", "the last line of the function"
    if isinstance(body, str):
        if body.lstrip().startswith("{"):
            return "The body is one text with the object inside: it became JSON twice.", returned
        return "The body is a text. An object has names and values.", returned
    if isinstance(body, list):
        return (
            "The body is a list, and a tuple or a set becomes one. In Python, braces with a comma are a set.",
            returned,
        )
    if not isinstance(body, dict):
        return "The body is no object.", returned
    if json.dumps(body).lower() == json.dumps(OK):
        return "To a client, upper and lower case are different texts.", "the letters of " + returned
    if OK.items() <= body.items():
        return "The body holds more than was asked for.", returned
    if "status" not in body:
        return 'A client reads the field "status", and there is none.', "the key of " + returned
    return 'A client compares the field "status" with "ok", and they differ.', "the value of " + returned
