# fails: asserts
# says: pytest runs only functions with such a name
"""Neither name begins as pytest wants it."""


def check_order_is_paid(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert order["status"] == "paid"


class OrderBehaviour:
    def test_total(self, client, product):
        order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
        assert order["totalCents"] == product["priceCents"]
