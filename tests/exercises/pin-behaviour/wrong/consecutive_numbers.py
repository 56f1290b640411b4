# fails: gaps-between-ids
# says: Your test asks for more than the interface
"""Good, but for one line: it takes the next number for granted."""


def stock_of(client, product):
    return client.get(f"/products/{product['id']}").json()["stock"]


def test_life_of_an_order(client, product, gateway):
    pears = {"stallId": product["stallId"], "name": "Pears", "priceCents": 130, "stock": 20}
    pears = client.post("/products", json=pears).json()
    wanted = [{"productId": pears["id"], "quantity": 3}, {"productId": product["id"], "quantity": 1}]
    sent = client.post("/orders", json={"lines": wanted, "note": "Ring twice"}).json()

    order = client.get(f"/orders/{sent['id']}").json()
    assert order["id"] == 2001
    assert order["status"] == "paid"
    assert order["note"] == "Ring twice"
    assert order["totalCents"] == 390 + product["priceCents"]
    bought = [(line["productId"], line["quantity"], line["unitPriceCents"]) for line in order["lines"]]
    assert bought == [(pears["id"], 3, 130), (product["id"], 1, product["priceCents"])]
    assert [charge["amountCents"] for charge in gateway.charges()] == [order["totalCents"]]
    assert stock_of(client, pears) == 17

    client.post(f"/orders/{order['id']}/cancel")
    assert client.get(f"/orders/{order['id']}").json()["status"] == "cancelled"
    assert stock_of(client, pears) == 20


def test_my_orders(client):
    everything = client.get("/orders?limit=100").json()["items"]
    page = client.get("/orders?limit=2").json()
    assert page["total"] == len(everything) > 2
    assert {order["customerId"] for order in everything} == {2}


def test_too_little_stock(client, product):
    lines = [{"productId": product["id"], "quantity": product["stock"] + 1}]
    answer = client.post("/orders", json={"lines": lines}).json()
    assert answer["success"] is False
    assert stock_of(client, product) == product["stock"]
