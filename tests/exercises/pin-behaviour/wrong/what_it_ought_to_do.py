# fails: green
# says: Where it surprises you
"""A wish, not the behaviour: stage 02 answers so, the monolith does not."""


def test_order_is_created(client, product):
    answer = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]})
    assert answer.status_code == 201
    assert answer.json()["totalCents"] == product["priceCents"]


def test_too_little_stock(client, product):
    lines = [{"productId": product["id"], "quantity": product["stock"] + 1}]
    assert client.post("/orders", json={"lines": lines}).status_code == 409
