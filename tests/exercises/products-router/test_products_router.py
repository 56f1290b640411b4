"""The requirements of `products-router`."""

import importlib
import random
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import ModuleType
from typing import Any

import httpx
import pytest

from workshop.kit import expect, show
from workshop.kit.clients import BASE_URL, Transport
from workshop.kit.context import Context

Rows = Callable[..., list[dict[str, Any]]]
Execute = Callable[..., int]
Body = dict[str, Any]

UNITS = ("piece", "kg", "bunch", "jar")
COLUMNS = {
    "id": "id",
    "stallId": "stall_id",
    "name": "name",
    "description": "description",
    "unit": "unit",
    "priceCents": "price_cents",
    "stock": "stock",
}
OTHERS = "select count(*) as n, sum(price_cents) as price, sum(stock) as stock from products where id <> ?"
IDS_OUT_OF_BOUNDS = (10**20, 2**63, 0, -1, "abc", "2.5")


def body(rng: random.Random, rows: Rows, **changes: Any) -> Body:
    """A right ProductCreate, with some fields changed."""
    sent = {
        "stallId": rng.choice(rows("select id from stalls"))["id"],
        "name": f"Quince {rng.randint(1_000, 9_999)}",
        "description": f"Picked on day {rng.randint(1, 365)}",
        "unit": rng.choice(UNITS),
        "priceCents": rng.randint(2, 900_000),
        "stock": rng.randint(1, 90_000),
    }
    return sent | changes


def add(sent: Body, execute: Execute, *, created: str = "2026-03-01 08:30:00.000000") -> int:
    """Put a product into the database; answers its id."""
    return execute(
        "insert into products (stall_id, name, description, unit, price_cents, stock, created_at, updated_at)"
        f" values (?, ?, ?, ?, ?, ?, '{created}', '{created}')",
        *(sent[key] for key in ("stallId", "name", "description", "unit", "priceCents", "stock")),
    )


def add_stall(rng: random.Random, execute: Execute, products: int) -> tuple[int, list[Body]]:
    """A new stall with products that differ in every field; in no order."""
    stall_id = execute(
        "insert into stalls (market_id, name, description, created_at, updated_at)"
        " values (?, 'Seed Stall', null, '2026-03-01 08:30:00.000000', '2026-03-01 08:30:00.000000')",
        rng.randint(1, 24),
    )
    names = rng.sample(
        [f"{first}{second}" for first in "ABCDEFGHK" for second in ("lmond", "pricot", "nise")], products
    )
    prices, minutes = rng.sample(range(100, 9_000), products), rng.sample(range(10, 59), products)
    made = []
    for name, price, minute in zip(names, prices, minutes, strict=True):
        product = {"stallId": stall_id, "name": name, "description": None, "unit": "kg", "priceCents": price}
        product["stock"] = rng.randint(0, 50)
        product["id"] = add(product, execute, created=f"2026-03-01 08:{minute}:00.000000")
        made.append(product | {"createdAt": f"2026-03-01T08:{minute}:00Z"})
    return stall_id, made


def stored(rows: Rows, product_id: int) -> Body | None:
    """What the database holds of a product, under the names of the JSON; None if it holds none."""
    found = rows("select * from products where id = ?", product_id)
    return {key: found[0][column] for key, column in COLUMNS.items()} if found else None


def missing_id(rng: random.Random, rows: Rows) -> int:
    """An id that no product has."""
    return int(rows("select max(id) as id from products")[0]["id"]) + rng.randint(1, 10_000)


async def test_post_creates(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """POST /products stores a product and answers 201 with it."""
    sent = body(rng, rows)
    response = await client.post("/products", json=sent)
    meanings = {
        307: (
            "The route has a slash at its end: a POST to /products is sent on, and many clients lose it.",
            "the path in the decorator",
        ),
        404: ("No route of the app has the path /products.", "the router's prefix and the path of the route"),
        200: ("201 tells a client, a proxy and a log that something new is there.", "the decorator of the POST route"),
    }
    meaning, look_at = meanings.get(
        response.status_code, ("The body is right, and no product came of it.", "the POST route")
    )
    expect.status(response, 201, meaning=meaning, look_at=look_at)
    expect.fields(response, sent, meaning="The answer is the product as it is now.", look_at="what the route returns")
    product_id = expect.body(response)["id"]
    expect.that(
        stored(rows, product_id) == sent | {"id": product_id},
        sent=f"POST /products   {show.value(sent)}, then the row {product_id}",
        expected=show.value(sent),
        got=show.value(stored(rows, product_id) or "no such row"),
        meaning="The client holds a 201, and the database does not hold the product.",
        look_at="what happens to the session after the product was added to it",
    )


async def test_get_shows_one(client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute) -> None:
    """GET /products/{id} answers 200 with the product."""
    sent = body(rng, rows)
    product_id = add(sent, execute)
    response = await client.get(f"/products/{product_id}")
    expect.status(response, 200, meaning="The product is there.", look_at="the route of GET /products/{id}")
    expected = sent | {"id": product_id}
    look_at = "what the route returns"
    expect.fields(response, expected, meaning="It is not the product of that id.", look_at=look_at)
    product = expect.body(response)
    names = [*COLUMNS, "createdAt", "updatedAt"]
    expect.that(
        sorted(product) == sorted(names),
        sent=f"GET /products/{product_id}",
        expected=", ".join(names),
        got=", ".join(product),
        meaning="A client finds other names than it was promised.",
        look_at=f"{look_at}, and which schema it passes",
    )
    times = {"createdAt": "2026-03-01T08:30:00Z", "updatedAt": "2026-03-01T08:30:00Z"}
    meaning = "Times are UTC and end in Z. A schema that becomes JSON by itself writes them so; a dict does not."
    expect.fields(response, times, meaning=meaning, look_at=f"{look_at}, and what makes JSON of it")


async def test_list_is_a_page(client: httpx.AsyncClient, rows: Rows) -> None:
    """GET /products answers the first 20 products by id, as items, with total, limit and offset."""
    response = await client.get("/products")
    expect.status(response, 200, meaning="A list of products is there.", look_at="the route of GET /products")
    total = rows("select count(*) as n from products")[0]["n"]
    expected = {"total": total, "limit": 20, "offset": 0}
    meaning = "total counts all products; limit and offset are what was used."
    expect.fields(response, expected, meaning=meaning, look_at="the numbers in the page")
    expect.that(
        sorted(expect.body(response)) == ["items", "limit", "offset", "total"],
        sent="GET /products",
        expected="items, total, limit, offset",
        got=", ".join(expect.body(response)),
        meaning="Every list of the app has this one shape. A client reads all of them with the same code.",
        look_at="what the route of the list returns",
    )
    ids = [item["id"] for item in expect.body(response)["items"]]
    first = [row["id"] for row in rows("select id from products order by id limit 20")]
    expect.equal(
        ids,
        first,
        sent="GET /products, the ids",
        meaning="Without sort, a list is ordered by id.",
        look_at="the ORDER BY and the limit",
    )
    one = expect.body(await client.get(f"/products/{first[0]}"))
    expect.equal(
        dict(expect.body(response)["items"][0]),
        dict(one),
        sent="GET /products, the first item",
        meaning="A product in a list has the fields that it has alone.",
        look_at="the schema of the items",
    )


async def test_missing_is_404(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """GET, PATCH and DELETE of a product that is not there answer 404."""
    path = f"/products/{missing_id(rng, rows)}"
    for verb, sent in (("GET", None), ("PATCH", {"stock": 1}), ("DELETE", None)):
        response = await client.request(verb, path, json=sent)
        expect.status(
            response,
            404,
            meaning="404 is the one answer that tells a client: there is no such product.",
            look_at=f"what the {verb} route does when nothing was found",
        )


async def test_ids_have_bounds(client: httpx.AsyncClient) -> None:
    """An id below 1, beyond 2^63-1, or no whole number answers 422 on GET, PATCH and DELETE."""
    for product_id in IDS_OUT_OF_BOUNDS:
        for verb, sent in (("GET", None), ("PATCH", {"stock": 1}), ("DELETE", None)):
            response = await client.request(verb, f"/products/{product_id}", json=sent)
            expect.status(
                response,
                422,
                meaning="No product can have such an id. It should not come as far as the database.",
                look_at=f"the type of the id in the {verb} route; market.schemas.common has one",
            )


async def test_post_refuses_a_bad_body(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """POST with a field out of its limits answers 422, and nothing is stored."""
    before = rows("select count(*) as n from products")[0]["n"]
    for change in ({"priceCents": 0}, {"name": ""}, {"stock": "2"}, {"unit": "litre"}):
        response = await client.post("/products", json=body(rng, rows, **change))
        meaning = "The body is not what ProductCreate allows."
        expect.status(response, 422, meaning=meaning, look_at="the type of the route's body")
    after = rows("select count(*) as n from products")[0]["n"]
    expect.equal(after, before, sent="the number of products after these requests", look_at="when the row is written")


async def test_post_wants_a_stall_that_is_there(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """POST with a stallId that no stall has answers 422, and nothing is stored."""
    before = rows("select count(*) as n from products")[0]["n"]
    nobody = rows("select max(id) as id from stalls")[0]["id"] + rng.randint(1, 10_000)
    response = await client.post("/products", json=body(rng, rows, stallId=nobody))
    expect.status(
        response,
        422,
        meaning="The client named a stall that does not exist: its body is wrong, the path is right.",
        look_at="what the POST route does before, or when, the foreign key fails",
    )
    after = rows("select count(*) as n from products")[0]["n"]
    expect.equal(after, before, sent="the number of products after that request", look_at="when the row is written")


async def test_patch_changes_what_was_sent(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute
) -> None:
    """PATCH /products/{id} changes the fields that were sent, null and 0 too, and no other; it answers 200."""
    before = body(rng, rows)
    product_id = add(before, execute)
    others = rows(OTHERS, product_id)
    for sent in (
        {},
        {"priceCents": rng.randint(2, 9_000)},
        {"stock": 0},
        {"name": "Medlar", "unit": "jar"},
        {"description": None},
    ):
        await patches(client, rows, product_id, before, sent)
        before |= sent
    created = rows("select created_at as at from products where id = ?", product_id)[0]["at"]
    look_at = "what the PATCH route writes, and to which rows"
    expect.equal(
        created,
        "2026-03-01 08:30:00.000000",
        sent=f"created_at of product {product_id} after these requests",
        meaning="A product is created once.",
        look_at=look_at,
    )
    expect.that(
        rows(OTHERS, product_id) == others,
        sent=f"PATCH /products/{product_id}, then all other products",
        expected="they are as before",
        got="they have changed",
        meaning="The client changed one product, and others changed with it.",
        look_at=look_at,
    )


async def test_patch_works_with_any_update(
    answer: ModuleType,
    app: Any,
    context: Context,
    rng: random.Random,
    rows: Rows,
    execute: Execute,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PATCH works with a ProductUpdate of your own too, where a field that was not sent is None."""
    before = body(rng, rows)
    product_id = add(before, execute)
    async with with_none_for_absent(answer, app, context, monkeypatch) as client:
        for sent in ({"priceCents": rng.randint(2, 9_000)}, {"description": None}, {"stock": 0}):
            await patches(client, rows, product_id, before, sent)
            before |= sent


async def test_patch_refuses_a_bad_body(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute
) -> None:
    """PATCH with a field out of its limits answers 422, and nothing changes."""
    before = body(rng, rows)
    product_id = add(before, execute)
    for sent in ({"name": ""}, {"name": None}, {"stock": before["stock"] + 1, "priceCents": 0}):
        response = await client.patch(f"/products/{product_id}", json=sent)
        meaning = "The body is not what ProductUpdate allows."
        expect.status(response, 422, meaning=meaning, look_at="the type of the route's body")
    now = stored(rows, product_id) or {}
    expect.fields(now, before, sent=f"the row {product_id} after these requests", look_at="when the row is written")


async def test_delete_answers_204(client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute) -> None:
    """DELETE /products/{id} removes the product and answers 204 without a body; a second DELETE answers 404."""
    sent = body(rng, rows)
    product_id = add(sent, execute)
    add(sent, execute)  # its neighbour, whom nobody ordered either
    others = rows(OTHERS, product_id)
    response = await client.delete(f"/products/{product_id}")
    expect.status(
        response,
        204,
        meaning="It is done, and there is nothing left to show: that is status 204.",
        look_at="the decorator of the DELETE route",
    )
    expect.that(
        not response.content,
        sent=f"DELETE /products/{product_id}",
        expected="status 204, no body",
        got=show.answer(response),
        meaning="204 means that no body follows. A server over a real socket breaks the connection here.",
        look_at="what the DELETE route returns",
    )
    expect.equal(
        stored(rows, product_id),
        None,
        sent=f"DELETE /products/{product_id}, then the row",
        meaning="The client believes that the product is gone.",
        look_at="what happens to the session after the delete",
    )
    expect.that(
        rows(OTHERS, product_id) == others,
        sent=f"DELETE /products/{product_id}, then all other products",
        expected="they are as before",
        got="they have changed",
        meaning="The client deleted one product, and others went with it.",
        look_at="which rows the DELETE route chooses",
    )
    again = await client.delete(f"/products/{product_id}")
    expect.status(again, 404, meaning="It is not there any more.", look_at="the DELETE route when nothing was found")


async def test_delete_keeps_what_was_ordered(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute
) -> None:
    """DELETE of a product that somebody ordered answers 409, and the product stays."""
    sent = body(rng, rows)
    product_id = add(sent, execute)
    execute(
        "insert into order_lines (order_id, product_id, quantity, unit_price_cents) values (?, ?, 1, 100)",
        rng.choice(rows("select id from orders"))["id"],
        product_id,
    )
    response = await client.delete(f"/products/{product_id}")
    expect.status(
        response,
        409,
        meaning="An order still needs the product. 409 says that the request does not fit what is stored.",
        look_at="what the DELETE route does before, or when, the foreign key fails",
    )
    expect.that(stored(rows, product_id), sent=f"the row {product_id}", expected="it is there", got="it is gone")
    meaning = "A request that is refused changes nothing."
    look_at = "what the DELETE route does before it answers 409"
    said = f"DELETE /products/{product_id}, then"
    now = stored(rows, product_id) or {}
    expect.fields(now, sent, sent=f"{said} the row", meaning=meaning, look_at=look_at)
    lines = rows("select count(*) as n from order_lines where product_id = ?", product_id)[0]["n"]
    expect.equal(lines, 1, sent=f"{said} its lines in orders", meaning=meaning, look_at=look_at)


async def test_list_takes_limit_and_offset(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """limit and offset choose the page; limit 1 to 100 and offset from 0 are allowed, all else answers 422."""
    limit, offset = rng.randint(2, 30), rng.randint(1, 300)
    response = await client.get("/products", params={"limit": limit, "offset": offset})
    expect.status(response, 200, meaning="Both are within their bounds.", look_at="the query parameters of the list")
    expect.fields(
        response,
        {"limit": limit, "offset": offset},
        meaning="The page names what it used.",
        look_at="the numbers in the page",
    )
    ids = [item["id"] for item in expect.body(response)["items"]]
    wanted = [row["id"] for row in rows("select id from products order by id limit ? offset ?", limit, offset)]
    expect.equal(
        ids,
        wanted,
        sent=f"GET /products?limit={limit}&offset={offset}, the ids",
        meaning="It is another page.",
        look_at="the order of ORDER BY, limit and offset",
    )
    hundred = await client.get("/products", params={"limit": 100})
    expect.status(hundred, 200, meaning="100 is allowed.", look_at="the bounds of limit")
    for bad in ({"limit": 0}, {"limit": 101}, {"limit": -1}, {"limit": "all"}, {"offset": -1}, {"offset": "x"}):
        refused = await client.get("/products", params=bad)
        meaning = "A page out of bounds is a client's mistake, or an attempt to read all rows at once."
        expect.status(refused, 422, meaning=meaning, look_at="the bounds of limit and offset")


async def test_list_filters(client: httpx.AsyncClient, rng: random.Random, execute: Execute) -> None:
    """stallId keeps the products of one stall, search those whose name holds the text; total counts what is left."""
    stall_id, made = add_stall(rng, execute, 5)
    await lists(client, {"stallId": stall_id}, {product["id"] for product in made}, look_at="the filter on stallId")
    word = f"Zq{rng.randint(10_000, 99_999)}"
    inside = add(made[0] | {"name": f"Sweet {word} cake"}, execute)
    add(made[0] | {"name": "Sweet cake", "description": f"Tastes of {word}"}, execute)
    nowhere = stall_id + rng.randint(1, 10_000)
    await lists(client, {"stallId": nowhere}, set(), look_at="the filter on stallId, where no such stall is")
    await lists(client, {"search": word}, {inside}, look_at="the filter on the name")
    await lists(client, {"search": word, "stallId": stall_id}, {inside}, look_at="how both filters work together")
    await lists(client, {"search": f"{word}x"}, set(), look_at="the filter on the name")
    for bad in (10**20, 0, "x"):
        refused = await client.get("/products", params={"stallId": bad})
        meaning = "No stall can have such an id. It should not come as far as the database."
        expect.status(refused, 422, meaning=meaning, look_at="the type of stallId in the query")


async def test_search_takes_text_as_it_is(client: httpx.AsyncClient, rng: random.Random, execute: Execute) -> None:
    """search finds a part of a name, in upper or lower case; in it, % and _ are characters like any other."""
    stall_id, made = add_stall(rng, execute, 3)
    number = rng.randint(10, 99)
    plain = add(made[0] | {"name": f"Plum cake, {number}5 off"}, execute)
    signs = add(made[0] | {"name": f"Plum tart, {number}% off_season"}, execute)
    look_at = "what the database makes of the text in search"
    for search in ("plum cake", "PLUM CAKE", f"{number}5"):
        await lists(client, {"search": search, "stallId": stall_id}, {plain}, look_at=look_at)
    slashes = add(made[0] | {"name": "Jam \\ jelly/marmalade"}, execute)
    for search in ("\\", "/", "m \\ j", "y/m"):
        await lists(client, {"search": search, "stallId": stall_id}, {slashes}, look_at=look_at)
    for search in ("%", "_", f"{number}%", "off_s"):
        await lists(client, {"search": search, "stallId": stall_id}, {signs}, look_at=look_at)
    await lists(client, {"search": "p%m", "stallId": stall_id}, set(), look_at=look_at)


async def test_list_sorts(client: httpx.AsyncClient, rng: random.Random, execute: Execute) -> None:
    """sort orders by id, name, priceCents or createdAt; with a - before it, the other way round."""
    stall_id, made = add_stall(rng, execute, 5)
    for key in ("id", "name", "priceCents", "createdAt"):
        for sort in (key, f"-{key}"):
            response = await client.get("/products", params={"stallId": stall_id, "sort": sort})
            expect.status(response, 200, meaning=f"{sort} is allowed.", look_at="the values that sort may have")
            got = [item[key] for item in expect.body(response)["items"]]
            expect.equal(
                got,
                sorted((product[key] for product in made), reverse=sort.startswith("-")),
                sent=f"GET /products?stallId={stall_id}&sort={sort}, {key} of each item",
                meaning="The list is in another order.",
                look_at="how sort becomes a column and a direction",
            )


async def test_sort_is_a_closed_set(client: httpx.AsyncClient, rng: random.Random) -> None:
    """Any other sort answers 422: a column that is not offered, SQL, a Python attribute, snake_case."""
    bad = ["stock", "description", "price_cents", "metadata", "registry", "__class__", "--id", "-", "id desc"]
    bad += ["id; drop table products", "(select password_hash from customers limit 1)", f"colour{rng.randint(1, 99)}"]
    for sort in bad:
        response = await client.get("/products", params={"sort": sort})
        expect.status(
            response,
            422,
            meaning="What a client sends in sort must not choose a column, an attribute or SQL by itself.",
            look_at="which values sort may have, and where that is said",
        )


async def test_list_refuses_unknown_parameters(client: httpx.AsyncClient, rng: random.Random) -> None:
    """A query parameter that the list does not have answers 422."""
    for bad in ({"page": 2}, {"colour": "red"}, {f"x{rng.randint(1, 99)}": ""}):
        response = await client.get("/products", params=bad)
        expect.status(
            response,
            422,
            meaning="The client asked for something, and the list came back as if it had not.",
            look_at="where the query parameters are declared; PageQuery refuses what it does not know",
        )


async def patches(client: httpx.AsyncClient, rows: Rows, product_id: int, before: Body, sent: Body) -> None:
    """A PATCH answers 200 with the changed product, and the row is that product."""
    path = f"/products/{product_id}"
    response = await client.patch(path, json=sent)
    look_at = "how ProductUpdate becomes a dict: does it know which fields were set? And when is it committed?"
    meaning = "These fields may be changed, and no other may be written."
    expect.status(response, 200, meaning=meaning, look_at=look_at)
    expected = before | sent
    now = stored(rows, product_id) or {}
    wrong = [key for key in expected if now.get(key) != expected[key]]
    expect.that(
        not wrong,
        sent=f"PATCH {path}   {show.value(sent)}",
        expected=", ".join(f"{key} {show.value(expected[key])}" for key in wrong),
        got=", ".join(f"{key} {show.value(now.get(key))}" for key in wrong) + " in the database",
        meaning="The update wrote a value for a field that the request never mentioned."
        if set(wrong) - set(sent)
        else "The client holds a 200, and the row is as it was before.",
        look_at=look_at,
    )
    meaning = "The answer is the product as it is now."
    expect.fields(response, expected, meaning=meaning, look_at="what the PATCH route returns")


async def lists(client: httpx.AsyncClient, query: Body, ids: set[int], *, look_at: str) -> None:
    """A list has these products, and its total is their number, whatever the limit."""
    response = await client.get("/products", params=query)
    expect.status(response, 200, meaning="The list has these parameters.", look_at=look_at)
    got = sorted(item["id"] for item in expect.body(response)["items"])
    sent = show.sent(response.request)
    expect.equal(
        got,
        sorted(ids),
        sent=f"{sent}, the ids",
        meaning="These are other products than the ones that were asked for.",
        look_at=look_at,
    )
    if ids:
        short = await client.get("/products", params=query | {"limit": 1})
        expected = {"total": len(ids), "limit": 1}
        meaning = "total counts all rows that match, on whatever page they are."
        expect.fields(short, expected, meaning=meaning, look_at="the statement that counts")


@asynccontextmanager
async def with_none_for_absent(
    answer: ModuleType, app: Any, context: Context, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """The answer again, in an app whose ProductUpdate has None where a field was not sent."""
    from fastapi import FastAPI
    from pydantic import ValidationInfo, field_validator

    import market.schemas.products as official
    from market.schemas.common import Description, Name, Schema

    class ProductUpdate(Schema):
        name: Name | None = None
        description: Description | None = None
        unit: official.Unit | None = None
        price_cents: official.PriceCents | None = None
        stock: official.Stock | None = None

        @field_validator("name", "unit", "price_cents", "stock", mode="before")
        @classmethod
        def _not_null(cls, value: Any, info: ValidationInfo) -> Any:
            if value is None:
                raise ValueError(f"{info.field_name} may not be null")
            return value

    monkeypatch.setattr(official, "ProductUpdate", ProductUpdate)
    monkeypatch.delitem(sys.modules, answer.__name__)
    again = importlib.import_module(answer.__name__)
    other = FastAPI()
    other.include_router(again.router)
    other.state = app.state
    transport = Transport(other, context.code)
    async with httpx.AsyncClient(transport=transport, base_url=BASE_URL, trust_env=False) as client:
        yield client
