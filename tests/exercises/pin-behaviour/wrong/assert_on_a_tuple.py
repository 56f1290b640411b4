# fails: asserts
# says: A tuple that is not empty is always true
# ruff: noqa: F631
"""The brackets that should only break the line make a tuple, and a tuple with something in it is true."""


def test_order_is_paid(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert (
        order["status"] == "paid",
        "the order should be paid",
    )


def test_total(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert (order["totalCents"] == product["priceCents"], f"total is {order['totalCents']}")
