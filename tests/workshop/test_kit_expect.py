"""The failures of hidden tests: their five parts, and what makes them fail."""

from collections.abc import Callable
from typing import Any

import httpx
import pydantic
import pytest

from workshop.kit import expect, show
from workshop.kit.blame import Line
from workshop.kit.mismatch import LINES, WIDTH, Mismatch


def answered(
    status: int, json: Any = None, *, text: str | None = None, raised: Exception | None = None
) -> httpx.Response:
    """A response to one request."""
    request = httpx.Request("PATCH", "http://market.test/products/17?full=yes", json={"priceCents": 450})
    response = (
        httpx.Response(status, json=json, request=request)
        if text is None
        else httpx.Response(status, text=text, request=request)
    )
    if raised is not None:
        response.extensions |= {show.RAISED: raised, show.RAISED_AT: Line("", 12, "return data")}
    return response


def failure(action: Callable[[], object]) -> list[str]:
    """The lines of the failure that an action ends in."""
    with pytest.raises(Mismatch) as raised:
        action()
    return str(raised.value).split("\n")


class Model(pydantic.BaseModel):
    """A schema."""

    name: str = pydantic.Field(min_length=1)


def test_a_status_shows_request_and_response() -> None:
    """All five parts, in their order."""
    response = answered(404, {"detail": "no"})
    assert failure(lambda: expect.status(response, 200, meaning="It is there.", look_at="the query")) == [
        'sent      PATCH /products/17?full=yes   {"priceCents": 450}',
        "expected  status 200",
        'got       status 404   {"detail": "no"}',
        "meaning   It is there.",
        "look at   the query",
    ]


def test_one_of_several_statuses_is_enough() -> None:
    """Where a requirement leaves it open."""
    expect.status(answered(204), (200, 204))
    assert failure(lambda: expect.status(answered(500), (200, 204)))[1:] == [
        "expected  status 200 or 204",
        "got       status 500   no body",
    ]


def test_a_500_shows_the_exception_and_the_line() -> None:
    """The response itself says nothing."""
    response = answered(500, text="Internal Server Error", raised=ValueError("no\n such"))
    assert failure(lambda: expect.status(response, 200))[2] == (
        "got       status 500   ValueError: no such   line 12: return data"
    )


def test_fields_are_a_subset() -> None:
    """Other fields may be there; only what differs is named."""
    response = answered(200, {"id": 17, "name": "Plums", "note": None})
    expect.fields(response, {"name": "Plums", "note": None})
    assert failure(lambda: expect.fields(response, {"id": 17, "name": "Pears", "stock": 3}))[1:] == [
        'expected  name: "Pears", stock: 3',
        "got       name: \"Plums\", no 'stock'",
    ]
    expect.fields({"a": 1, "b": 2}, {"a": 1})
    assert failure(lambda: expect.fields({"a": 1}, {"a": 2}, sent="this")) == [
        "sent      this",
        "expected  a: 2",
        "got       a: 1",
    ]


def test_fields_of_an_error_show_the_response() -> None:
    """Not that a field is missing in an error's body."""
    assert failure(lambda: expect.fields(answered(422, {"detail": []}), {"name": "x"}))[2] == (
        'got       status 422   {"detail": []}'
    )
    assert failure(lambda: expect.fields(answered(200, [1]), {"name": "x"}))[2] == "got       status 200   [1]"


@pytest.mark.parametrize(
    ("got", "wanted"), [(1, True), (True, 1), ("1", 1), (None, 0), ([1], [True]), ({"a": 1}, {"a": True}), ([], [1])]
)
def test_values_are_compared_as_json_is(got: Any, wanted: Any) -> None:
    """`true` is not 1, at any depth."""
    assert failure(lambda: expect.equal(got, wanted)) == [
        f"expected  {show.value(wanted)}",
        f"got       {show.value(got)}",
    ]


def test_equal_values() -> None:
    """Numbers of one value, lists and tuples, deep."""
    expect.equal({"a": [1, 2.0, (3,)]}, {"a": [1.0, 2, [3]]})


def test_a_missing_key_of_a_body_fails_the_requirement() -> None:
    """At any depth, when it is asked for; `in` and `get` may ask."""
    body = expect.body(answered(200, {"items": [{"id": 1}], "total": 1}))
    assert body["items"][0]["id"] == 1
    assert "limit" not in body
    assert body.get("limit") is None
    assert failure(lambda: body["items"][0]["name"]) == [
        'sent      PATCH /products/17?full=yes   {"priceCents": 450}',
        "expected  a field 'name'",
        "got       only 'id'",
    ]
    assert failure(lambda: body["items"][1])[1:] == ["expected  an item number 1", 'got       1 items: [{"id": 1}]']


def test_a_body_that_is_no_json() -> None:
    """It fails the requirement at once."""
    assert failure(lambda: expect.body(answered(200, text="<p>")))[1:] == [
        "expected  a body in JSON",
        "got       status 200   <p>",
    ]


def test_schemas_accept_and_refuse() -> None:
    """A validation error, and no other exception."""
    assert expect.accepts(lambda: Model(name="x")).name == "x"
    expect.refused(lambda: Model(name=""))
    assert failure(lambda: expect.accepts(lambda: Model(name=""), sent="an empty name")) == [
        "sent      an empty name",
        "expected  it is accepted",
        "got       it was refused: name: String should have at least 1 character",
    ]
    assert failure(lambda: expect.refused(lambda: Model(name="x"), meaning="Anything goes.")) == [
        "expected  it is refused",
        "got       it was accepted: Model(name='x')",
        "meaning   Anything goes.",
    ]
    with pytest.raises(ZeroDivisionError):
        expect.refused(lambda: 1 / 0)


def test_that() -> None:
    """A condition of any kind, with its own words."""
    expect.that(True)
    assert failure(lambda: expect.that([], sent="a", expected="b", got={"c": 1})) == [
        "sent      a",
        "expected  b",
        'got       {"c": 1}',
    ]


@pytest.mark.parametrize("text", ["word " * 200, "x" * 1000, "two\nlines " * 100])
def test_no_part_is_longer_than_two_lines(text: str) -> None:
    """A body of ten kilobytes is no message."""
    lines = str(Mismatch(got=text)).split("\n")
    assert len(lines) == LINES
    assert max(len(line) for line in lines) <= WIDTH
    assert lines[-1].endswith("…")
