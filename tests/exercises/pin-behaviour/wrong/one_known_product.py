# fails: green
# says: what the app does today
"""The fixture draws another product with each check; this remembers the one of the first run."""


def test_order(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 2}]}).json()
    (line,) = order["lines"]
    assert line["productId"] == 5
    assert line["productName"] == "Basil, organic"
    assert order["totalCents"] == 300
