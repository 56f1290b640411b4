# fails: total-ignores-quantity
# says: all 3 of your tests pass on it
"""The monolith answers 200 whatever happens, so a status holds nothing down."""


def test_order(client, product):
    answer = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 3}]})
    assert answer.status_code == 200


def test_list(client):
    assert client.get("/orders").status_code == 200


def test_cancel(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert client.post(f"/orders/{order['id']}/cancel").status_code == 200
