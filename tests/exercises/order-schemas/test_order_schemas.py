"""The requirements of `order-schemas`: first the schemas by themselves, then inside the app."""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import httpx

from workshop.gateway import Gateway
from workshop.kit import expect, show

Rows = Callable[..., list[dict[str, Any]]]
Execute = Callable[..., int]
Body = dict[str, Any]

ORDER = ("id", "customerId", "status", "totalCents", "note", "paymentReference", "createdAt", "lines")
LINE = ("productId", "productName", "quantity", "unitPriceCents")
COUNTED = "select (select count(*) from orders) as orders, (select count(*) from order_lines) as lines"


def test_response_reads_an_order(answer: ModuleType, rng: random.Random) -> None:
    """OrderResponse.model_validate(order) reads an order of the ORM, with its lines."""
    order = an_order(rng)
    order.note, order.payment_reference = f"Gate {rng.randint(1, 9)}", f"ch_{rng.randint(1, 99)}"
    expect.accepts(
        lambda: answer.OrderResponse.model_validate(order),
        sent="OrderResponse.model_validate(order)   # order.total_cents, order.lines[0].product_name, …",
        meaning="The router hands OrderResponse an ORM object whose lines are ORM objects, too.",
        look_at="the config that reads attributes, in the schema of the order and in that of a line",
    )


def test_note_and_payment_may_be_null(answer: ModuleType, rng: random.Random) -> None:
    """OrderResponse reads an order without a note that is not paid yet: note and paymentReference are null."""
    order = an_order(rng)
    expect.accepts(
        lambda: answer.OrderResponse.model_validate(order),
        sent="OrderResponse.model_validate(order)   # order.note and order.payment_reference are None",
        meaning="An order without a note or a payment is an order, and has to be shown.",
        look_at="which fields of OrderResponse may be null",
    )


def test_response_is_nested_camel_case(answer: ModuleType, rng: random.Random) -> None:
    """The JSON of an order has camelCase names, and lines with productId, productName, quantity, unitPriceCents."""
    order = an_order(rng)
    got = answer.OrderResponse.model_validate(order).model_dump(mode="json", by_alias=True)
    sent = "OrderResponse.model_validate(order), as JSON"
    names(got, ORDER, sent=sent, look_at="the fields of OrderResponse, and what makes their names in JSON")
    lines = got["lines"]
    expect.that(
        isinstance(lines, list) and len(lines) == len(order.lines),
        sent=sent,
        expected=f"a list of {len(order.lines)} lines",
        got=show.value(lines),
        meaning="A client reads what was bought from the lines, in the order in which they were sent.",
        look_at="the type of lines in OrderResponse",
    )
    look_at = "the schema of a line in the response"
    for line, row in zip(lines, order.lines, strict=True):
        names(line, LINE, sent=f"{sent}, a line", look_at=look_at)
        expected = {"productId": row.product_id, "productName": row.product.name, "quantity": row.quantity}
        expect.fields(
            line, expected, sent=f"{sent}, a line", meaning="It is another line than the row's.", look_at=look_at
        )
    meaning = "A client that shows the order finds something else in it."
    expected = {"status": order.status, "note": None, "paymentReference": None}
    expect.fields(got, expected, sent=sent, meaning=meaning, look_at="the types of OrderResponse")


def test_money_is_whole_cents(answer: ModuleType, rng: random.Random) -> None:
    """Money is a whole number of cents: totalCents and unitPriceCents are integers in JSON, never 12.5 or "1250"."""
    order = an_order(rng)
    got = answer.OrderResponse.model_validate(order).model_dump(mode="json", by_alias=True)
    found = {"totalCents": got["totalCents"], "unitPriceCents": got["lines"][0]["unitPriceCents"]}
    wanted = {"totalCents": order.total_cents, "unitPriceCents": order.lines[0].unit_price_cents}
    expect.that(
        found == wanted and all(type(value) is int for value in found.values()),
        sent="OrderResponse.model_validate(order), as JSON",
        expected=show.value(wanted),
        got=show.value(found),
        meaning="A client adds up cents. With a fraction or a text, its sums differ from yours.",
        look_at="the types of the two fields that hold money",
    )


def test_note_is_optional(answer: ModuleType, rng: random.Random) -> None:
    """A note has up to 500 characters, or is null; without one it is null."""
    letter, look_at = rng.choice("abcdef"), "the type, the limit and the default of the note"
    for note in (letter * 500, letter, None, "", f" {letter} "):
        sent = one_line(rng) | {"note": note}
        order = accepts(answer, sent, why="This note is allowed.", look_at=look_at)
        said = f"OrderCreate.model_validate({short(sent)}), then .note"
        expect.equal(order.note, note, sent=said, meaning="A note stays as it is sent.", look_at=look_at)
    order = accepts(answer, one_line(rng), why="A note may be left out.", look_at=look_at)
    expect.equal(order.note, None, sent="OrderCreate without a note, then .note", look_at=look_at)
    why = "A note of 501 characters got in."
    refuses(answer, one_line(rng) | {"note": letter * 501}, why=why, look_at=look_at)


def test_quantity_has_limits(answer: ModuleType, rng: random.Random) -> None:
    """A quantity is 1 to 1,000."""
    for quantity in (1, 1_000, rng.randint(2, 999)):
        accepts(
            answer, one_line(rng, quantity=quantity), why=f"{quantity:,} is allowed.", look_at="the limits of quantity"
        )
    for quantity in (0, -rng.randint(1, 99), 1_001, 10**20):
        why = "Nobody buys none, or more than 1,000; minus three would even give money back."
        refuses(answer, one_line(rng, quantity=quantity), why=why, look_at="the limits of quantity")


def test_numbers_are_whole_numbers(answer: ModuleType, rng: random.Random) -> None:
    """A number is a whole number of JSON: "2", 2.5 and true are refused, for the quantity and for the product."""
    for key in ("quantity", "productId"):
        for value in ("2", 2.5, True, None):
            why = f"{show.value(value)} is no whole number of JSON. What turns it into one hides a client's mistake."
            refuses(answer, one_line(rng, **{key: value}), why=why, look_at=f"the type of {key}: how strict it is")


def test_product_id_has_bounds(answer: ModuleType, rng: random.Random) -> None:
    """A productId is 1 to 2^63-1: a larger one answers 422, never 500."""
    accepts(answer, one_line(rng, productId=2**63 - 1), why="It is allowed.", look_at="the limits of productId")
    for value in (0, -1, 2**63, 10**20):
        why = "No product can have such an id. It should not come as far as the database."
        refuses(answer, one_line(rng, productId=value), why=why, look_at="the limits of productId")


def test_order_has_lines(answer: ModuleType, rng: random.Random) -> None:
    """An order has 1 to 50 lines; without lines there is no order."""
    look_at = "the limits of the list of lines"
    ids = rng.sample(range(1, 1_500), 51)
    lines = [{"productId": product_id, "quantity": number} for number, product_id in enumerate(ids, start=1)]
    accepts(answer, {"lines": lines[:50]}, why="50 lines are allowed.", look_at=look_at)
    for sent in ({"lines": []}, {}, {"lines": None}, {"lines": {}}):
        refuses(answer, sent, why="An order of nothing would be paid with 0 cents.", look_at=look_at)
    refuses(answer, {"lines": lines}, why="51 lines got in.", look_at=look_at)
    refuses(answer, {"lines": lines[0]}, why="One line by itself is no list of lines.", look_at=look_at)
    for key in ("productId", "quantity"):
        sent = one_line(rng)
        del sent["lines"][0][key]
        refuses(answer, sent, why=f"A line without {key} says nothing.", look_at="what a line must have")


def test_no_product_twice(answer: ModuleType, rng: random.Random) -> None:
    """No product stands in two lines of one order: wherever the two are, whatever their quantities."""
    first, second, third = rng.sample(range(1, 1_500), 3)
    look_at = "what compares the lines with each other: which part of them, and which pairs"
    for ids in ((first, first), (first, second, first), (second, third, first, third)):
        for quantities in ((1,) * len(ids), rng.sample(range(1, 900), len(ids))):
            lines = [{"productId": i, "quantity": n} for i, n in zip(ids, quantities, strict=True)]
            why = "The stock is checked line by line: two lines can each fit, and together not."
            refuses(answer, {"lines": lines}, why=why, look_at=look_at)
    lines = [{"productId": i, "quantity": 7} for i in (first, second, third)]
    accepts(answer, {"lines": lines}, why="Three products, each once; their quantities may be equal.", look_at=look_at)


def test_the_rest_is_ignored(answer: ModuleType, rng: random.Random) -> None:
    """Fields that nobody named are ignored, not refused, in an order and in a line."""
    sent = one_line(rng) | {"totalCents": 1, "status": "paid", "colour": "red"}
    sent["lines"][0] |= {"unitPriceCents": 1, "gift": True}
    why = "An old or a curious client may send more than the app knows."
    accepts(answer, sent, why=why, look_at="what the config of your schemas says about extra fields")


async def test_order_is_placed(client: httpx.AsyncClient, gateway: Gateway, rng: random.Random, rows: Rows) -> None:
    """POST /orders takes camelCase, and answers 201 with the paid order, its lines in the order that was sent."""
    products = rng.sample(rows("select * from products where stock >= 3"), 3)
    quantities = [rng.randint(1, 3) for _ in products]
    note = f"Ring {rng.randint(2, 9)} times"
    lines = [{"productId": p["id"], "quantity": n} for p, n in zip(products, quantities, strict=True)]
    response = await client.post("/orders", json={"lines": lines, "note": note})
    look_at = "OrderCreate and the schema of its lines: their fields, and their names in JSON and in Python"
    expect.status(response, 201, meaning="The body is what the contract promises, in camelCase.", look_at=look_at)
    total = sum(p["price_cents"] * n for p, n in zip(products, quantities, strict=True))
    expected = {
        "customerId": 2,
        "status": "paid",
        "totalCents": total,
        "note": note,
        "paymentReference": rows("select payment_reference as p from orders order by id desc limit 1")[0]["p"],
        "lines": [
            {"productId": p["id"], "productName": p["name"], "quantity": n, "unitPriceCents": p["price_cents"]}
            for p, n in zip(products, quantities, strict=True)
        ],
    }
    look_at = "OrderResponse and the schema of its lines"
    expect.fields(response, expected, meaning="The answer is not what was bought.", look_at=look_at)
    order = expect.body(response)
    one = await client.get(f"/orders/{order['id']}")
    expect.status(one, 200, meaning="The order is there.", look_at=look_at)
    expect.equal(
        dict(expect.body(one)),
        dict(order),
        sent=f"GET /orders/{order['id']}",
        meaning="Read again, the order is another one.",
        look_at=look_at,
    )


async def test_orders_are_listed(client: httpx.AsyncClient, rng: random.Random, rows: Rows, execute: Execute) -> None:
    """GET /orders shows orders of all kinds: cancelled, without a note, not yet paid."""
    kinds = [("pending", None, None), ("cancelled", None, "ch_7"), ("paid", f"Gate {rng.randint(1, 9)}", "ch_8")]
    product = rng.choice(rows("select * from products"))
    expected = []
    for status, note, reference in kinds:
        total = rng.randint(100, 9_000)
        order_id = execute(
            "insert into orders (customer_id, status, total_cents, note, payment_reference, created_at)"
            " values (2, ?, ?, ?, ?, '2026-03-01 08:30:00.000000')",
            *(status, total, note, reference),
        )
        execute(
            "insert into order_lines (order_id, product_id, quantity, unit_price_cents) values (?, ?, 1, ?)",
            *(order_id, product["id"], total),
        )
        line = {"productId": product["id"], "productName": product["name"], "quantity": 1, "unitPriceCents": total}
        order = {"id": order_id, "customerId": 2, "status": status, "totalCents": total, "note": note}
        expected.append(order | {"paymentReference": reference, "lines": [line]})
    response = await client.get("/orders", params={"sort": "-id", "limit": 3})
    look_at = "OrderResponse: which of its fields may be null, and what status may be"
    meaning = "An order that is pending or cancelled, or without a note or a payment, is an order."
    expect.status(response, 200, meaning=meaning, look_at=look_at)
    got = expect.body(response)["items"]
    for item, wanted in zip(got, reversed(expected), strict=True):
        expect.fields(item, wanted, meaning="The order is not shown as it is stored.", look_at=look_at)
        expect.that(
            re.fullmatch(r"2026-03-01T08:30:00(\.0+)?Z", str(item["createdAt"])),
            sent="GET /orders?sort=-id&limit=3",
            expected='createdAt: "2026-03-01T08:30:00Z"',
            got=f"createdAt: {show.value(item['createdAt'])}",
            meaning="Times are UTC and end in Z.",
            look_at="the type of created_at in OrderResponse",
        )


async def test_refused_orders_leave_nothing(
    client: httpx.AsyncClient, gateway: Gateway, rng: random.Random, rows: Rows
) -> None:
    """What OrderCreate refuses answers 422; nothing is stored and nothing is charged."""
    one, other = (row["id"] for row in rng.sample(rows("select id from products where stock >= 9 and id > 256"), 2))
    bodies: list[Body] = [
        {"lines": []},
        {"lines": [{"productId": one, "quantity": 0}]},
        {"lines": [{"productId": one, "quantity": "2"}]},
        {
            "lines": [
                {"productId": one, "quantity": 1},
                {"productId": other, "quantity": 1},
                {"productId": one, "quantity": 2},
            ]
        },
    ]
    before = rows(COUNTED)[0]
    for sent in bodies:
        response = await client.post("/orders", json=sent)
        meaning = "The order cannot be bought, and the client is not told so."
        expect.status(response, 422, meaning=meaning, look_at="the limits in OrderCreate")
    expect.equal(rows(COUNTED)[0], before, sent="the number of orders and lines after these requests")


def an_order(rng: random.Random) -> Any:
    """An order of the ORM with lines, that no database knows."""
    from market.models import Order, OrderLine, Product

    lines = []
    for product_id in rng.sample(range(1, 1_500), 3):
        product = Product(id=product_id, name=f"Damson {product_id}", price_cents=1, stock=1, unit="kg", stall_id=1)
        quantity, price = rng.randint(1, 9), rng.randint(50, 5_000)
        lines.append(OrderLine(product_id=product_id, quantity=quantity, unit_price_cents=price, product=product))
    return Order(
        id=rng.randint(3_000, 9_000),
        customer_id=rng.randint(1, 300),
        status="paid",  # which statuses there are is what test_orders_are_listed asks
        total_cents=sum(line.quantity * line.unit_price_cents for line in lines),
        note=None,
        payment_reference=None,
        created_at=datetime(2026, 3, 1, 8, 30, tzinfo=UTC) + timedelta(minutes=rng.randint(1, 10_000)),
        lines=lines,
    )


def one_line(rng: random.Random, **changes: Any) -> Body:
    """A right OrderCreate with one line, some fields of it changed."""
    return {"lines": [{"productId": rng.randint(1, 1_500), "quantity": rng.randint(1, 9)} | changes]}


def accepts(answer: ModuleType, sent: Body, *, why: str, look_at: str) -> Any:
    """OrderCreate takes the body."""
    said = f"OrderCreate.model_validate({short(sent)})"
    order = expect.accepts(lambda: answer.OrderCreate.model_validate(sent), sent=said, meaning=why, look_at=look_at)
    lost = "the order" if order is None else ".lines"
    expect.that(
        order is not None and order.lines is not None,
        sent=said,
        expected="an OrderCreate with the lines that were sent",
        got=f"accepted, and {lost} is None",
        meaning="What a validator returns becomes the value. One that returns nothing makes it None.",
        look_at="the last line of each validator",
    )
    return order


def refuses(answer: ModuleType, sent: Body, *, why: str, look_at: str) -> None:
    """OrderCreate does not take the body."""
    said = f"OrderCreate.model_validate({short(sent)})"
    expect.refused(lambda: answer.OrderCreate.model_validate(sent), sent=said, meaning=why, look_at=look_at)


def short(sent: Body) -> str:
    """A body as text, without long lists and texts."""
    parts = []
    for key, item in sent.items():
        if isinstance(item, list) and len(item) > 5:
            parts.append(f'"{key}": <{len(item)} lines>')
        elif isinstance(item, str) and len(item) > 60:
            parts.append(f'"{key}": <{len(item)} characters>')
        else:
            parts.append(f'"{key}": {show.value(item)}')
    return "{" + ", ".join(parts) + "}"


def names(got: Body, wanted: tuple[str, ...], *, sent: str, look_at: str) -> None:
    """An object has these names and no others."""
    expect.that(
        sorted(got) == sorted(wanted),
        sent=sent,
        expected=", ".join(wanted),
        got=", ".join(got),
        meaning="A client finds other names than it was promised.",
        look_at=look_at,
    )
