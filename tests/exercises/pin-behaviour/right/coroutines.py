"""Coroutines with fixtures of their own; what is in the answer is compared as a whole, field by field."""

import asyncio

import pytest


@pytest.fixture
def basket(product):
    return {"lines": [{"productId": product["id"], "quantity": 1}], "note": "Für Oma"}


async def test_order_as_the_client_sees_it(async_client, product, basket, gateway):
    answer = await async_client.post("/orders", json=basket)
    assert answer.status_code == 200
    order = answer.json()
    assert isinstance(order.pop("id"), int)
    assert order.pop("createdAt").endswith("Z")
    (charge,) = gateway.charges()
    assert order == {
        "customerId": 2,
        "status": "paid",
        "totalCents": product["priceCents"],
        "note": "Für Oma",
        "paymentReference": charge["id"],
        "lines": [
            {
                "productId": product["id"],
                "productName": product["name"],
                "quantity": 1,
                "unitPriceCents": product["priceCents"],
            }
        ],
    }
    assert charge["amountCents"] == product["priceCents"]


async def test_reading_gives_what_writing_gave(async_client, basket):
    written = (await async_client.post("/orders", json=basket)).json()
    read = (await async_client.get(f"/orders/{written['id']}")).json()
    assert read == written


async def test_several_products(async_client, product):
    async def make(price):
        body = {"stallId": product["stallId"], "name": "Plums", "priceCents": price, "stock": 9}
        return (await async_client.post("/products", json=body)).json()["id"]

    a, b, c = await asyncio.gather(make(100), make(200), make(300))
    wanted = [(c, 2), (a, 5), (b, 1)]
    lines = [{"productId": product_id, "quantity": quantity} for product_id, quantity in wanted]
    order = (await async_client.post("/orders", json={"lines": lines})).json()
    assert [(line["productId"], line["quantity"]) for line in order["lines"]] == wanted
    assert order["totalCents"] == 1300
    assert order["note"] is None
    left = [(await async_client.get(f"/products/{product_id}")).json()["stock"] for product_id, _ in wanted]
    assert left == [7, 4, 8]


async def test_cancel(async_client, product, basket, gateway):
    order = (await async_client.post("/orders", json=basket)).json()
    cancelled = (await async_client.post(f"/orders/{order['id']}/cancel")).json()
    assert cancelled == order | {"status": "cancelled"}
    assert (await async_client.get(f"/products/{product['id']}")).json() == product
    assert len(gateway.charges()) == 1


async def test_the_list_is_the_callers_own(async_client, basket):
    before = (await async_client.get("/orders?limit=1")).json()
    await async_client.post("/orders", json=basket)
    after = (await async_client.get("/orders?limit=1")).json()
    assert after["total"] == before["total"] + 1 > 2
    pages = [(await async_client.get(f"/orders?limit=20&offset={offset}")).json() for offset in (0, 20)]
    assert all(order["customerId"] == 2 for page in pages for order in page["items"])


async def test_more_than_there_is(async_client, product):
    lines = [{"productId": product["id"], "quantity": product["stock"] + 1}]
    answer = await async_client.post("/orders", json={"lines": lines})
    assert "id" not in answer.json()
    assert (await async_client.get(f"/products/{product['id']}")).json()["stock"] == product["stock"]
