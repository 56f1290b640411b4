# fails: green
# says: test_2_read_it was run
"""Each test has a database of its own, so the order that the first test made is not there for the second."""

made = {}


def test_1_order(client, product):
    made["order"] = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert made["order"]["status"] == "paid"


def test_2_read_it(client):
    order = client.get(f"/orders/{made['order']['id']}").json()
    assert order["totalCents"] == made["order"]["totalCents"]
