"""What hidden tests say instead of `assert`: each failure is a `Mismatch` in the learner's words.

Every function takes `meaning` (one sentence: what the difference means for a client) and `look_at` (where in the
answer to look, without solving it). `sent` is taken from the response's request where there is one.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import httpx
import pydantic

from workshop.kit import show, words
from workshop.kit.body import JsonObject, wrap
from workshop.kit.mismatch import Mismatch

T = TypeVar("T")


def status(
    response: httpx.Response,
    expected: int | Collection[int],
    *,
    meaning: str | None = None,
    look_at: str | None = None,
) -> None:
    """The response has that status, or one of them."""
    allowed = (expected,) if isinstance(expected, int) else tuple(expected)
    if response.status_code not in allowed:
        raise Mismatch(
            sent=show.sent(response.request),
            expected=words.STATUS.format(status=words.OR.join(str(code) for code in allowed)),
            got=show.answer(response),
            meaning=meaning,
            look_at=look_at,
        )


def body(response: httpx.Response) -> Any:
    """The response's JSON. A key or an item that it has not fails the requirement when it is asked for."""
    sent = show.sent(response.request)
    try:
        data = response.json()
    except ValueError:
        raise Mismatch(sent=sent, expected=words.JSON, got=show.answer(response)) from None
    return wrap(data, sent)


def fields(
    source: httpx.Response | Mapping[str, Any],
    expected: Mapping[str, Any],
    *,
    sent: str | None = None,
    meaning: str | None = None,
    look_at: str | None = None,
) -> None:
    """A response's JSON object, or a dict, has these fields with these values; it may have more."""
    response = source if isinstance(source, httpx.Response) else None
    data = body(source) if isinstance(source, httpx.Response) else source
    if sent is None:
        sent = show.sent(response.request) if response is not None else getattr(source, "sent", None)
    if response is not None and not isinstance(data, JsonObject):
        raise Mismatch(
            sent=sent, expected=_pairs(expected), got=show.answer(response), meaning=meaning, look_at=look_at
        )
    wrong = [key for key in expected if key not in data or not same(data[key], expected[key])]
    if not wrong:
        return
    if response is not None and not response.is_success:
        got = show.answer(response)
    else:
        got = ", ".join(_pair(key, data[key]) if key in data else words.HAS_NO.format(key=key) for key in wrong)
    wanted = _pairs({key: expected[key] for key in wrong})
    raise Mismatch(sent=sent, expected=wanted, got=got, meaning=meaning, look_at=look_at)


def equal(
    got: Any, expected: Any, *, sent: str | None = None, meaning: str | None = None, look_at: str | None = None
) -> None:
    """Both are equal, and of one kind: 1 is neither "1" nor true."""
    if not same(got, expected):
        raise Mismatch(sent=sent, expected=show.value(expected), got=show.value(got), meaning=meaning, look_at=look_at)


def that(
    condition: object,
    *,
    sent: str | None = None,
    expected: str | None = None,
    got: object = None,
    meaning: str | None = None,
    look_at: str | None = None,
) -> None:
    """The condition holds. `got` is shown as it is if it is text, as a value else."""
    if not condition:
        shown = got if got is None or isinstance(got, str) else show.value(got)
        raise Mismatch(sent=sent, expected=expected, got=shown, meaning=meaning, look_at=look_at)


def accepts(
    action: Callable[[], T], *, sent: str | None = None, meaning: str | None = None, look_at: str | None = None
) -> T:
    """A schema takes the data: the action raises no `ValidationError`. Answers what the action returns."""
    try:
        return action()
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        why = f"{where}: {first['msg']}" if where else first["msg"]
        got = words.REFUSED.format(why=why)
        raise Mismatch(sent=sent, expected=words.ACCEPTED_WANTED, got=got, meaning=meaning, look_at=look_at) from error


def refused(
    action: Callable[[], object],
    *,
    sent: str | None = None,
    meaning: str | None = None,
    look_at: str | None = None,
) -> None:
    """A schema does not take the data: the action raises a `ValidationError`."""
    try:
        accepted = action()
    except pydantic.ValidationError:
        return
    got = words.ACCEPTED.format(value=_model(accepted))
    raise Mismatch(sent=sent, expected=words.REFUSED_WANTED, got=got, meaning=meaning, look_at=look_at)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON is: `true` is not 1, all the way down."""
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def _model(thing: object) -> str:
    """A model by its class and fields; anything else as a value."""
    return repr(thing) if isinstance(thing, pydantic.BaseModel) else show.value(thing)


def _pair(key: str, item: Any) -> str:
    return f"{key}: {show.value(item)}"


def _pairs(items: Mapping[str, Any]) -> str:
    return ", ".join(_pair(key, item) for key, item in items.items())
