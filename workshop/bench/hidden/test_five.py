"""Five requirements of a products router: what an exercise usually asks, over HTTP and the database."""

import random

import httpx

from workshop.kit import expect
from workshop.kit.plugin import Rows
from workshop.kit.statements import Statements

Client = httpx.AsyncClient


async def test_a_list_takes_two_statements(client: Client, statements: Statements) -> None:
    """A list takes two statements"""
    response = await client.get("/products", params={"limit": 5, "sort": "-priceCents"})
    expect.status(response, 200)
    expect.equal(len(statements), 2)


async def test_a_patch_is_stored(client: Client, rows: Rows, rng: random.Random) -> None:
    """A PATCH changes only the fields that were sent"""
    product = rng.choice(rows("SELECT id, description FROM products WHERE description IS NOT NULL"))
    response = await client.patch(f"/products/{product['id']}", json={"priceCents": 450})
    expect.fields(response, {"description": product["description"], "priceCents": 450})
    expect.equal(rows("SELECT price_cents FROM products WHERE id = ?", product["id"]), [{"price_cents": 450}])


async def test_a_product_is_added(client: Client, rows: Rows, rng: random.Random) -> None:
    """A product that was added is there"""
    name = f"Plums {rng.randrange(1000)}"
    response = await client.post("/products", json={"stallId": 1, "name": name, "priceCents": 5})
    expect.status(response, 201)
    expect.equal(rows("SELECT stall_id FROM products WHERE name = ?", name), [{"stall_id": 1}])


async def test_a_product_with_orders_stays(client: Client, rows: Rows) -> None:
    """A product that was ordered cannot be deleted"""
    [row] = rows("SELECT product_id FROM order_lines LIMIT 1")
    expect.status(await client.delete(f"/products/{row['product_id']}"), 409)


async def test_wrong_bodies_are_refused(client: Client, rng: random.Random) -> None:
    """A price is a whole number of cents"""
    price = rng.randrange(100) + 0.5
    body = {"stallId": 1, "name": "Plums", "priceCents": price}
    expect.status(await client.post("/products", json=body), 422)
