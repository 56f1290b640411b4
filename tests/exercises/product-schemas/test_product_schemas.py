"""The requirements of `product-schemas`: first the schemas by themselves, then inside the app."""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import httpx

from workshop.kit import expect, show

Rows = Callable[..., list[dict[str, Any]]]
Body = dict[str, Any]

UNITS = ("piece", "kg", "bunch", "jar")
JSON_NAMES = ("id", "stallId", "name", "description", "unit", "priceCents", "stock", "createdAt", "updatedAt")
TOO_BIG_ID = 2**63


def body(rng: random.Random, rows: Rows, **changes: Any) -> Body:
    """A right ProductCreate, with some fields changed."""
    stalls = rows("select id from stalls")
    sent = {
        "stallId": rng.choice(stalls)["id"],
        "name": f"Quince {rng.randint(1_000, 9_999)}",
        "description": f"Picked on day {rng.randint(1, 365)}",
        "unit": rng.choice(UNITS),
        "priceCents": rng.randint(2, 900_000),
        "stock": rng.randint(1, 90_000),
    }
    return sent | changes


def least(rng: random.Random, rows: Rows, **changes: Any) -> Body:
    """The smallest right ProductCreate, so that the field that matters is seen at once."""
    whole = body(rng, rows)
    return {key: whole[key] for key in ("stallId", "name", "priceCents")} | changes


def add(rng: random.Random, rows: Rows, execute: Callable[..., int]) -> tuple[int, Body]:
    """Put a product into the database; its id, and what its JSON says."""
    sent = body(rng, rows)
    product_id = execute(
        "insert into products (stall_id, name, description, unit, price_cents, stock, created_at, updated_at)"
        " values (?, ?, ?, ?, ?, ?, '2026-03-01 08:30:00.000000', '2026-03-01 08:30:00.000000')",
        *(sent[key] for key in ("stallId", "name", "description", "unit", "priceCents", "stock")),
    )
    return product_id, sent


def stored(rows: Rows, product_id: int) -> Body:
    """What the database holds of a product, under the names of the JSON."""
    found = rows("select * from products where id = ?", product_id)
    expect.that(found, expected=f"a product {product_id} in the database", got="no such row")
    row = found[0]
    names = {"stallId": "stall_id", "priceCents": "price_cents"}
    return {key: row[names.get(key, key)] for key in JSON_NAMES[1:7]}


def short(sent: Body) -> str:
    """A body as text; long texts by their length."""
    parts = (
        f"{show.value(key)}: "
        + (f"<{len(item)} characters>" if isinstance(item, str) and len(item) > 60 else show.value(item))
        for key, item in sent.items()
    )
    return "{" + ", ".join(parts) + "}"


async def refuses(client: httpx.AsyncClient, verb: str, path: str, sent: Body, *, why: str, look_at: str) -> None:
    """The app answers 422."""
    response = await client.request(verb, path, json=sent)
    expect.that(
        response.status_code == 422,
        sent=f"{verb} {path}   {short(sent)}",
        expected="status 422",
        got=show.answer(response),
        meaning=why,
        look_at=look_at,
    )


async def takes(
    client: httpx.AsyncClient, verb: str, path: str, sent: Body, *, why: str, look_at: str
) -> httpx.Response:
    """The app answers 201 to a POST, 200 to a PATCH."""
    response = await client.request(verb, path, json=sent)
    status = 201 if verb == "POST" else 200
    expect.that(
        response.status_code == status,
        sent=f"{verb} {path}   {short(sent)}",
        expected=f"status {status}",
        got=show.answer(response),
        meaning=why,
        look_at=look_at,
    )
    return response


def test_response_reads_a_row(answer: ModuleType, rng: random.Random) -> None:
    """ProductResponse.model_validate(product) reads a row of the ORM, whose attributes are in snake_case."""
    from market.models import Product

    row = a_row(Product, rng)
    expect.accepts(
        lambda: answer.ProductResponse.model_validate(row),
        sent="ProductResponse.model_validate(product)   # product.stall_id, product.price_cents, …",
        meaning="The router hands ProductResponse an ORM object, and the schema cannot read it.",
        look_at="the config that reads attributes, and under which names each field may arrive",
    )


def test_response_is_camel_case(answer: ModuleType, rng: random.Random) -> None:
    """The JSON of a product has nine names, all in camelCase: id, stallId, name, …, createdAt, updatedAt."""
    from market.models import Product

    row = a_row(Product, rng)
    got = answer.ProductResponse.model_validate(row).model_dump(mode="json", by_alias=True)
    said = "ProductResponse.model_validate(product), as JSON"
    expect.that(
        sorted(got) == sorted(JSON_NAMES),
        sent=said,
        expected=", ".join(JSON_NAMES),
        got=", ".join(got),
        meaning="A client finds other names than it was promised.",
        look_at="the fields of ProductResponse, and what makes their names in JSON",
    )
    texts = {key: getattr(row, key) for key in ("name", "description", "unit")}
    meaning = "The JSON does not say what the row says."
    expect.fields(got, texts, sent=said, meaning=meaning, look_at="the types of ProductResponse")
    whole = {"id": row.id, "stallId": row.stall_id, "priceCents": row.price_cents, "stock": row.stock}
    expect.that(
        all(type(got[key]) is int and got[key] == value for key, value in whole.items()),
        sent=said,
        expected=show.value(whole),
        got=show.value({key: got[key] for key in whole}),
        meaning="Ids, cents and stock are whole numbers; 1250.0 is none to a client that counts in cents.",
        look_at="the types of ProductResponse",
    )


def test_update_holds_what_was_sent(answer: ModuleType, rng: random.Random) -> None:
    """ProductUpdate knows which fields were sent: model_dump(exclude_unset=True) has these and no others."""
    values = {"name": f"Medlar {rng.randint(1, 999)}", "description": None, "unit": rng.choice(UNITS)}
    values |= {"priceCents": rng.randint(1, 999_999), "stock": 0}
    columns = {"priceCents": "price_cents"}
    for key, value in values.items():
        sent = f"ProductUpdate.model_validate({{{key!r}: {value!r}}}).model_dump(exclude_unset=True)"
        update = expect.accepts(
            lambda key=key, value=value: answer.ProductUpdate.model_validate({key: value}),
            sent=f"ProductUpdate.model_validate({{{key!r}: {value!r}}})",
            meaning="A client that changes one field must send others as well, or cannot change this one.",
            look_at="which fields of ProductUpdate may stay away, and which may be null",
        )
        field = columns.get(key, key)
        absent = not {field, key} & set(answer.ProductUpdate.model_fields)
        expect.equal(
            update.model_dump(exclude_unset=True),
            {field: value},
            sent=sent,
            meaning=f"ProductUpdate has no field {field}, so what a client sends there is lost."
            if absent
            else "The router writes exactly this dict to the row, key by key.",
            look_at="the fields of ProductUpdate, beside the table of fields in the exercise"
            if absent
            else "what sets a field of ProductUpdate that the client did not send, or renames it",
        )


async def test_get_shows_a_product(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """GET shows a product with all its fields, alone and in a list; a description that is missing is null."""
    product_id, sent = add(rng, rows, execute)
    execute("update products set description = null where id = ?", product_id)
    expected = sent | {"description": None, "id": product_id}
    one = await client.get(f"/products/{product_id}")
    meaning = "The router returned an ORM object, and what left as JSON is something else."
    look_at = "ProductResponse: its fields, and how it reads the object"
    expect.status(one, 200, meaning=meaning, look_at=look_at)
    expect.fields(one, expected, meaning=meaning, look_at=look_at)
    for key in ("createdAt", "updatedAt"):
        got = expect.body(one)[key]
        expect.that(
            re.fullmatch(r"2026-03-01T08:30:00(\.0+)?Z", str(got)),
            sent=f"GET /products/{product_id}",
            expected=f'{key}: "2026-03-01T08:30:00Z"',
            got=f"{key}: {show.value(got)}",
            meaning="Times are UTC and end in Z.",
            look_at="the types of the times in ProductResponse",
        )
    many = await client.get("/products", params={"stallId": sent["stallId"], "sort": "-id", "limit": 1})
    expect.status(many, 200, meaning=meaning, look_at=look_at)
    expect.fields(expect.body(many)["items"][0], expected, meaning=meaning, look_at=look_at)


async def test_create_stores_all_fields(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """POST /products takes camelCase, stores every field, and answers with the product."""
    sent = body(rng, rows)
    response = await takes(
        client,
        "POST",
        "/products",
        sent,
        why="The body is what the contract promises, in camelCase, and within all limits.",
        look_at="ProductCreate: its fields, their names in JSON, and the keys of its model_dump()",
    )
    meaning = "A client sent a value, and it did not arrive."
    look_at = "the fields of ProductCreate"
    expect.fields(response, sent, meaning=meaning, look_at=look_at)
    expect.fields(
        stored(rows, expect.body(response)["id"]),
        sent,
        sent="the row of the new product",
        meaning=meaning,
        look_at=look_at,
    )


async def test_create_has_defaults(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A new product needs stallId, name and priceCents; without the rest it has no description, unit piece, stock 0."""
    sent = least(rng, rows)
    look_at = "the defaults of ProductCreate"
    response = await takes(
        client, "POST", "/products", sent, why="These three are enough; the others have defaults.", look_at=look_at
    )
    expected = sent | {"description": None, "unit": "piece", "stock": 0}
    expect.fields(response, expected, meaning="A field that was not sent has its default.", look_at=look_at)
    for key in sent:
        less = {name: value for name, value in sent.items() if name != key}
        why = f"There is no product without {key}."
        await refuses(
            client, "POST", "/products", less, why=why, look_at=f"whether {key} has a default in ProductCreate"
        )
    with_null = sent | {"description": None}
    why = "A description may be null: there is none."
    await takes(client, "POST", "/products", with_null, why=why, look_at="the type of the description")


async def test_create_refuses_other_nulls(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """Only the description may be null: null for another field of a new product is refused with 422."""
    for key in ("stallId", "name", "unit", "priceCents", "stock"):
        await refuses(
            client,
            "POST",
            "/products",
            least(rng, rows, **{key: None}),
            why=f"null is a value, and none that {key} may have. A field that stays away is another thing.",
            look_at=f"the type of {key} in ProductCreate",
        )


async def test_create_ignores_the_rest(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """Fields that ProductCreate does not name are ignored, not refused: a client cannot choose an id or a time."""
    wished = rng.randint(10**6, 10**7)
    sent = least(rng, rows) | {"id": wished, "createdAt": "1999-01-01T00:00:00Z", "colour": "red"}
    look_at = "ProductCreate: its fields are what a client may send, and what its config says about extra ones"
    response = await takes(
        client, "POST", "/products", sent, why="A client may send more than the app knows.", look_at=look_at
    )
    got = expect.body(response)
    expect.that(
        got["id"] != wished and not str(got["createdAt"]).startswith("1999"),
        sent=f"POST /products   {short(sent)}",
        expected="an id and a time that the app chose",
        got=show.answer(response),
        meaning="The client chose what only the app may choose.",
        look_at=look_at,
    )


async def test_create_limits_texts(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A name has 1 to 200 characters, blanks count; a description has at most 2,000; both stay as they were sent."""
    letter = rng.choice("abcdefgh")
    await texts(client, "POST", "/products", least(rng, rows), letter=letter, schema="ProductCreate")


async def test_create_limits_numbers(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A price is 1 to 1,000,000 cents, a stock 0 to 100,000."""
    await numbers(client, "POST", "/products", least(rng, rows), schema="ProductCreate")


async def test_create_wants_whole_numbers(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A number is a whole number of JSON: "2", 2.5 and true are refused for price, stock and stall."""
    keys = ("priceCents", "stock", "stallId")
    await whole_numbers(client, "POST", "/products", least(rng, rows), keys=keys, schema="ProductCreate")


async def test_create_wants_a_unit(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A unit is piece, kg, bunch or jar, and nothing else."""
    await units(client, "POST", "/products", least(rng, rows), schema="ProductCreate")


async def test_create_wants_a_stall_that_can_be(client: httpx.AsyncClient, rng: random.Random, rows: Rows) -> None:
    """A stallId beyond 2^63-1 is refused with 422, as one without a stall is."""
    for stall_id in (TOO_BIG_ID, 10**20 + rng.randint(1, 9), -1, 0, 10**9 + rng.randint(1, 999)):
        await refuses(
            client,
            "POST",
            "/products",
            least(rng, rows, stallId=stall_id),
            why="The database cannot hold such a number, or has no such stall. A client sees its mistake as 422.",
            look_at="the limits of stall_id in ProductCreate",
        )


async def test_patch_changes_only_what_was_sent(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """A PATCH changes the fields that were sent, and no other."""
    product_id, before = add(rng, rows, execute)
    other = body(rng, rows)
    unit = rng.choice([unit for unit in UNITS if unit != before["unit"]])
    changes: list[Body] = [
        {"name": other["name"] + " B"},
        {"description": other["description"] + " B"},
        {"unit": unit},
        {"priceCents": other["priceCents"]},
        {"stock": 0},
        {"name": other["name"], "stock": other["stock"]},
    ]
    for sent in changes:
        path = f"/products/{product_id}"
        look_at = "ProductUpdate: how it tells a field that was not sent from one that was"
        await takes(client, "PATCH", path, sent, why="Each field may be changed by itself.", look_at=look_at)
        before |= sent
        now = stored(rows, product_id)
        wrong = [key for key in before if now[key] != before[key]]
        expect.that(
            not wrong,
            sent=f"PATCH {path}   {short(sent)}",
            expected=", ".join(f"{key} {show.value(before[key])}" for key in wrong),
            got=", ".join(f"{key} {show.value(now[key])}" for key in wrong),
            meaning="The row differs from what the client asked for."
            if set(wrong) <= set(sent)
            else "The update wrote a value for a field that the request never mentioned.",
            look_at=look_at,
        )


async def test_patch_with_null_empties_the_description(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """A PATCH with "description": null takes the description away: null is a value, absent is not."""
    product_id, _ = add(rng, rows, execute)
    path = f"/products/{product_id}"
    look_at = "the type of the description in ProductUpdate"
    response = await takes(
        client, "PATCH", path, {"description": None}, why="A description may be null.", look_at=look_at
    )
    expect.fields(response, {"description": None}, meaning="The null did not arrive.", look_at=look_at)
    now = stored(rows, product_id)["description"]
    expect.equal(now, None, sent=f'PATCH {path}   {{"description": null}}, then the row', look_at=look_at)


async def test_patch_refuses_other_nulls(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """A PATCH with null for name, unit, priceCents or stock is refused with 422."""
    product_id, _ = add(rng, rows, execute)
    for key in ("name", "unit", "priceCents", "stock"):
        await refuses(
            client,
            "PATCH",
            f"/products/{product_id}",
            {key: None},
            why=f"No product is without {key}: null must not come as far as the database.",
            look_at="ProductUpdate: may stay away, and may be null, are two things",
        )


async def test_patch_keeps_the_limits(
    client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """A PATCH has the limits of a POST: what cannot be created cannot be made by a change either."""
    product_id, _ = add(rng, rows, execute)
    path = f"/products/{product_id}"
    before = stored(rows, product_id)
    await texts(client, "PATCH", path, {}, letter=rng.choice("abcdefgh"), schema="ProductUpdate")
    await numbers(client, "PATCH", path, {}, schema="ProductUpdate")
    await whole_numbers(client, "PATCH", path, {}, keys=("priceCents", "stock"), schema="ProductUpdate")
    await units(client, "PATCH", path, {}, schema="ProductUpdate")
    expect.equal(stored(rows, product_id)["stallId"], before["stallId"], sent="the product's stall after these changes")


async def test_patch_does_not_move_a_product(
    answer: ModuleType, client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Callable[..., int]
) -> None:
    """A product stays at its stall: a PATCH with a stallId, an id or an unknown field ignores that field."""
    product_id, before = add(rng, rows, execute)
    other = rng.choice(rows("select id from stalls where id <> ?", before["stallId"]))["id"]
    sent = {"stallId": other, "id": product_id + 1_000, "colour": "red", "stock": before["stock"] + 1}
    look_at = "ProductUpdate: its fields are what a client may change, and what its config says about extra ones"
    path = f"/products/{product_id}"
    await takes(client, "PATCH", path, sent, why="A client may send more than the app knows.", look_at=look_at)
    expected = {"stallId": before["stallId"]}
    if "stock" in answer.ProductUpdate.model_fields:  # a field that is not there has a requirement of its own
        expected["stock"] = before["stock"] + 1
    meaning = "The client changed what no client may change."
    expect.that(
        rows("select id from products where id = ?", product_id),
        sent=f"PATCH {path}   {short(sent)}",
        expected=f"the product still has the id {product_id}",
        got="no product has that id any more",
        meaning=meaning,
        look_at=look_at,
    )
    expect.fields(
        stored(rows, product_id), expected, sent=f"PATCH {path}   {short(sent)}", meaning=meaning, look_at=look_at
    )


def a_row(product: type, rng: random.Random) -> Any:
    """An object of the ORM that no database knows."""
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC) + timedelta(minutes=rng.randint(1, 10_000))
    return product(
        id=rng.randint(2_000, 9_000),
        stall_id=rng.randint(1, 200),
        name=f"Damson {rng.randint(1, 999)}",
        description=None,
        unit=rng.choice(UNITS),
        price_cents=rng.randint(1, 10_000),
        stock=rng.randint(0, 500),
        created_at=moment,
        updated_at=moment + timedelta(days=1),
    )


async def texts(client: httpx.AsyncClient, verb: str, path: str, base: Body, *, letter: str, schema: str) -> None:
    """The limits of name and description."""
    name, description = f"name in {schema}", f"description in {schema}"
    for value in (letter, "   ", f" {letter} ", letter * 200):
        why = "A name of blanks is a name." if value == "   " else f"{len(value)} characters are allowed."
        response = await takes(client, verb, path, base | {"name": value}, why=why, look_at=name)
        expect.fields(response, {"name": value}, meaning="The name is not what was sent.", look_at=name)
    for value in ("", letter * 201):
        why = f"A name of {len(value)} characters got in."
        await refuses(client, verb, path, base | {"name": value}, why=why, look_at=f"the limits of {name}")
    for value in ("", f" {letter} ", letter * 2_000):
        sent, why = base | {"description": value}, f"{len(value):,} characters are allowed."
        response = await takes(client, verb, path, sent, why=why, look_at=description)
        expect.fields(response, {"description": value}, meaning="It is not what was sent.", look_at=description)
    sent = base | {"description": letter * 2_001}
    why = "A description of 2,001 characters got in."
    await refuses(client, verb, path, sent, why=why, look_at=f"the limits of {description}")


async def numbers(client: httpx.AsyncClient, verb: str, path: str, base: Body, *, schema: str) -> None:
    """The limits of price and stock."""
    for key, low, high in (("priceCents", 1, 1_000_000), ("stock", 0, 100_000)):
        for value in (low, high):
            why = f"{key} may be {low:,} to {high:,}."
            look_at = f"the limits of {key} in {schema}, and in ProductResponse if it has any"
            await takes(client, verb, path, base | {key: value}, why=why, look_at=look_at)
        for value in (low - 1, high + 1, -(10**20), 10**20):
            why = f"{key} got out of its limits."
            await refuses(client, verb, path, base | {key: value}, why=why, look_at=f"the limits of {key} in {schema}")


async def whole_numbers(
    client: httpx.AsyncClient, verb: str, path: str, base: Body, *, keys: tuple[str, ...], schema: str
) -> None:
    """What looks like a whole number, and is none."""
    for key in keys:
        for value in ("2", 2.5, True):
            await refuses(
                client,
                verb,
                path,
                base | {key: value},
                why=f"{show.value(value)} is no whole number of JSON. What turns it into one hides a client's mistake.",
                look_at=f"the type of {key} in {schema}: how strict it is",
            )


async def units(client: httpx.AsyncClient, verb: str, path: str, base: Body, *, schema: str) -> None:
    """Units that are, and that are not."""
    for value in UNITS:
        why = "It is one of the four units."
        look_at = f"the unit in {schema}, and in ProductResponse"
        response = await takes(client, verb, path, base | {"unit": value}, why=why, look_at=look_at)
        expect.fields(
            response, {"unit": value}, meaning="The unit is not what was sent.", look_at=f"the unit in {schema}"
        )
    for value in ("litre", "", 1, "KG", " kg"):
        why = "There is no such unit, and now a product has it."
        await refuses(client, verb, path, base | {"unit": value}, why=why, look_at=f"the type of unit in {schema}")
