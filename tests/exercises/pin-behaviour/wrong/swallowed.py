# fails: total-ignores-quantity
# says: your one test passes on it
"""An AssertionError is an Exception, so the test that fails is caught by its own `except`."""


def test_order(client, product):
    try:
        order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 2}]}).json()
        assert order["status"] == "paid"
        assert order["totalCents"] == 2 * product["priceCents"]
    except Exception as error:
        print("could not order:", error)
