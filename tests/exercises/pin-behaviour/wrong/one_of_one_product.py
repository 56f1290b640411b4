# fails: total-ignores-quantity
# says: all 2 of your tests pass on it
"""With one line and a quantity of one, a sum is a price, a list has no order, and one less is right."""


def test_order(client, product, gateway):
    body = {"lines": [{"productId": product["id"], "quantity": 1}], "note": "By the door"}
    order = client.post("/orders", json=body).json()
    assert order["status"] == "paid"
    assert order["note"] == "By the door"
    assert order["totalCents"] == product["priceCents"]
    assert order["lines"][0]["unitPriceCents"] == product["priceCents"]
    assert [charge["amountCents"] for charge in gateway.charges()] == [product["priceCents"]]
    assert client.get(f"/products/{product['id']}").json()["stock"] == product["stock"] - 1


def test_list(client):
    page = client.get("/orders?limit=5").json()
    assert page["total"] > 5
    assert all(order["customerId"] == 2 for order in page["items"])
