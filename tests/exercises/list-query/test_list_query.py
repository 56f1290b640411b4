"""The requirements of `list-query`: PageQuery and Page, seen through the lists that use them."""

import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx

from workshop.kit import expect, show

Rows = Callable[..., list[dict[str, Any]]]

LISTS = {"/markets": "markets", "/stalls": "stalls", "/products": "products", "/orders": "orders"}


async def test_page_has_defaults(client: httpx.AsyncClient, rows: Rows) -> None:
    """Without parameters, a list shows the first 20 rows, and says so: limit 20, offset 0, and the total of all."""
    for path, table in LISTS.items():
        response = await client.get(path)
        look_at = "the defaults of PageQuery, and the fields of Page"
        expect.status(response, 200, meaning="A list needs no parameters.", look_at=look_at)
        where = "where customer_id = 2" if table == "orders" else ""
        total = rows(f"select count(*) as n from {table} {where}")[0]["n"]
        meaning = "A client reads from these numbers which page it holds, and how many there are."
        expect.fields(response, {"limit": 20, "offset": 0, "total": total}, meaning=meaning, look_at=look_at)
        items = expect.body(response)["items"]
        expect.that(
            len(items) == min(20, total),
            sent=f"GET {path}",
            expected=f"{min(20, total)} items",
            got=f"{len(items)} items",
            meaning="The page is not as long as its limit.",
            look_at=look_at,
        )


async def test_page_has_four_names(client: httpx.AsyncClient) -> None:
    """The JSON of a page has the names items, total, limit and offset, and no others; items keep theirs."""
    response = await client.get("/products")
    look_at = "the fields of Page"
    expect.status(response, 200, meaning="A list needs no parameters.", look_at=look_at)
    page = expect.body(response)
    expect.that(
        isinstance(page, dict) and sorted(page) == ["items", "limit", "offset", "total"],
        sent="GET /products",
        expected="an object with items, total, limit, offset",
        got=", ".join(page) if isinstance(page, dict) else show.value(page),
        meaning="Every list of the app has this one shape. A client reads all of them with the same code.",
        look_at=look_at,
    )
    one = expect.body(await client.get(f"/products/{page['items'][0]['id']}"))
    meaning = "A product in a list has the fields and names that it has alone."
    look_at = "the type of items: what Page[ProductResponse] makes of it"
    expect.equal(
        dict(page["items"][0]),
        dict(one),
        sent="GET /products, the first item",
        meaning=meaning,
        look_at=look_at,
    )


async def test_limit_and_offset_choose_the_page(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """limit and offset arrive as text in the query, and choose the page."""
    limit, offset = rng.randint(2, 19), rng.randint(1, 400)
    params = {"limit": limit, "offset": offset}
    response = await client.get("/products", params=params)
    look_at = "the types of limit and offset: a query holds nothing but text"
    expect.status(response, 200, meaning="Both are within their bounds.", look_at=look_at)
    expect.fields(response, params, meaning="The page names what it used.", look_at=look_at)
    ids = [item["id"] for item in expect.body(response)["items"]]
    wanted = [row["id"] for row in rows("select id from products order by id limit ? offset ?", limit, offset)]
    sent = f"GET /products?limit={limit}&offset={offset}, the ids"
    expect.equal(ids, wanted, sent=sent, meaning="It is another page.", look_at=look_at)


async def test_limit_has_bounds(client: httpx.AsyncClient, rng: random.Random) -> None:
    """limit is 1 to 100; anything else answers 422 and is not bent into shape."""
    for limit in (1, 100):
        response = await client.get("/products", params={"limit": limit})
        expect.status(response, 200, meaning=f"{limit} is allowed.", look_at="the bounds of limit")
        expect.fields(response, {"limit": limit}, meaning="Another limit was used.", look_at="the bounds of limit")
    for path in LISTS:
        for limit in (101, 0, -1, rng.randint(102, 10**6), "all", "2.5", ""):
            response = await client.get(path, params={"limit": limit})
            meaning = "A client that asks for too much should learn it; a shorter page looks like the last one."
            expect.status(response, 422, meaning=meaning, look_at="the bounds of limit")


async def test_offset_has_bounds(client: httpx.AsyncClient, rows: Rows) -> None:
    """offset is 0 or more; a negative one answers 422; one that no database can hold never answers 500."""
    look_at = "the bounds of offset"
    for offset in (-1, "x"):
        response = await client.get("/stalls", params={"offset": offset})
        expect.status(response, 422, meaning="There is no page before the first.", look_at=look_at)
    total = rows("select count(*) as n from stalls")[0]["n"]
    beyond = await client.get("/stalls", params={"offset": total + 5})
    expect.status(beyond, 200, meaning="Behind the last page there is an empty one.", look_at=look_at)
    expect.fields(beyond, {"items": [], "total": total}, meaning="The total counts all rows.", look_at=look_at)
    far = await client.get("/stalls", params={"offset": 10**6})
    expect.status(
        far, 200, meaning="An offset may be any number from 0.", look_at=f"{look_at}, in PageQuery and in Page"
    )
    expect.fields(far, {"items": [], "offset": 10**6}, meaning="The page names what it used.", look_at=look_at)
    none = await client.get("/products", params={"search": f"no product has this name, {total}"})
    fields = "the fields of Page"
    expect.status(none, 200, meaning="A list that nothing matches is an empty page.", look_at=fields)
    expect.fields(none, {"items": [], "total": 0}, meaning="Nothing matches, and that is no error.", look_at=fields)
    huge = await client.get("/stalls", params={"offset": 10**20})
    meaning = "The number came as far as the database, which cannot hold it: see MAX_ID in market.schemas.common."
    expect.status(huge, (200, 422), meaning=meaning, look_at=look_at)


async def test_unknown_parameters_are_refused(client: httpx.AsyncClient, rng: random.Random) -> None:
    """A query parameter that a list does not have answers 422, on every list."""
    for path in LISTS:
        for params in ({"page": 2}, {"colour": "red"}, {"Limit": 5}, {f"x{rng.randint(1, 99)}": ""}):
            response = await client.get(path, params=params)
            meaning = "The client mistyped a name, and reads rows that it did not ask for."
            look_at = "the config of PageQuery: what it says about extra fields"
            expect.status(response, 422, meaning=meaning, look_at=look_at)


async def test_lists_add_their_own_parameters(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A subclass of PageQuery adds parameters, in camelCase: stallId, marketId, status, sort still work."""
    stall_id = rng.choice(rows("select distinct stall_id as id from products"))["id"]
    market_id = rng.choice(rows("select distinct market_id as id from stalls"))["id"]
    look_at = "what PageQuery hands on to its subclasses: the config makes stall_id into stallId"
    meaning = "The routers subclass PageQuery, and their own parameters are lost."
    cases = (
        ("/products", {"stallId": stall_id}, "products where stall_id = ?", stall_id),
        ("/stalls", {"marketId": market_id}, "stalls where market_id = ?", market_id),
        ("/markets", {"status": "open"}, "markets where status = ?", "open"),
    )
    for path, params, condition, value in cases:
        response = await client.get(path, params=params | {"sort": "-id", "limit": 100})
        expect.status(response, 200, meaning=meaning, look_at=look_at)
        ids = [row["id"] for row in rows(f"select id from {condition} order by id desc", value)]
        expect.fields(response, {"total": len(ids)}, meaning=meaning, look_at=look_at)
        got = [item["id"] for item in expect.body(response)["items"]]
        expect.equal(got, ids[:100], sent=show.sent(response.request) + ", the ids", meaning=meaning, look_at=look_at)


def test_page_is_generic(answer: ModuleType, rng: random.Random) -> None:
    """Page[X] knows what its items are: what is no X is refused."""
    from pydantic import create_model

    from market.schemas.common import Schema

    crate = create_model("Crate", __base__=Schema, fruit_count=(int, ...))
    crates = [crate(fruit_count=rng.randint(1, 99)) for _ in range(2)]
    look_at = "the type of items in Page"
    page = expect.accepts(
        lambda: answer.Page[crate](items=crates, total=2, limit=20, offset=0),
        sent="class Crate(Schema): fruit_count: int   …   Page[Crate](items=[Crate(…), Crate(…)], …)",
        meaning="The lists of the app put their own schema into Page.",
        look_at=look_at,
    )
    expect.equal(
        page.model_dump(mode="json", by_alias=True)["items"],
        [{"fruitCount": one.fruit_count} for one in crates],
        sent="Page[Crate](items=[Crate(…), Crate(…)], …), as JSON",
        meaning="The items lost their names or their fields.",
        look_at=look_at,
    )
    expect.refused(
        lambda: answer.Page[crate](items=[{"weight": "heavy"}], total=1, limit=20, offset=0),
        sent='Page[Crate](items=[{"weight": "heavy"}], …)',
        meaning="OpenAPI cannot say what a list holds, and FastAPI cannot filter what leaves it.",
        look_at=look_at,
    )
