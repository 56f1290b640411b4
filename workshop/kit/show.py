"""Values, requests and responses as one line of text for the learner."""

import json
from typing import TYPE_CHECKING, Any

from workshop.kit import words
from workshop.kit.blame import Line, summary

if TYPE_CHECKING:
    import httpx

RAISED = "workshop.raised"
"""Key in `Response.extensions`: the exception that the app let through."""
RAISED_AT = "workshop.raised_at"
"""Key in `Response.extensions`: the `Line` that raised it, where it is known."""


def value(thing: Any) -> str:
    """A value as JSON, where JSON has it; else as Python shows it."""
    try:
        return json.dumps(thing, ensure_ascii=False, default=repr)
    except (TypeError, ValueError):
        return repr(thing)


def sent(request: "httpx.Request") -> str:
    """A request: verb, path with query, body."""
    target = request.url.raw_path.decode("ascii", "replace")
    body = _body(request.content)
    return f"{request.method} {target}" + (f"   {body}" if body else "")


def answer(response: "httpx.Response") -> str:
    """A response: status, and its body or the exception behind it."""
    status = words.STATUS.format(status=response.status_code)
    raised: BaseException | None = response.extensions.get(RAISED)
    if raised is not None:
        shown = words.RAISED.format(status=status, error=summary(raised))
        at: Line | None = response.extensions.get(RAISED_AT)
        return f"{shown}   {line(at)}" if at else shown
    return words.STATUS_AND_BODY.format(status=response.status_code, body=_body(response.content) or words.NO_BODY)


def line(at: Line) -> str:
    """A line of code."""
    form = words.OTHER_LINE if at.file else words.OWN_LINE
    return form.format(file=at.file, line=at.number, code=at.code)


def _body(content: bytes) -> str:
    """A body: JSON with its spaces, else as it is."""
    text = content.decode("utf-8", "replace")
    try:
        return value(json.loads(text))
    except ValueError:
        return text
