"""Two long scenarios over bare httpx: it signs in by itself and uses no client of the course."""

import httpx
import pytest


@pytest.fixture
def market(url):
    with httpx.Client(base_url=url, trust_env=False) as browser:
        form = {"username": "siobhan.obrien@example.org", "password": "market-3"}
        token = browser.post("/token", data=form).json()["access_token"]
        browser.headers["Authorization"] = f"Bearer {token}"
        yield browser


def test_a_customer_buys_and_changes_their_mind(market, gateway):
    beans = market.post("/products", json={"stallId": 7, "name": "Beans", "priceCents": 250, "stock": 6}).json()
    jam = market.post("/products", json={"stallId": 7, "name": "Jam", "priceCents": 480, "stock": 1}).json()
    known = market.get("/orders").json()["total"]

    basket = [{"productId": jam["id"], "quantity": 1}, {"productId": beans["id"], "quantity": 4}]
    order = market.post("/orders", json={"lines": basket, "note": "Saturday"}).json()

    seen = market.get(f"/orders/{order['id']}").json()
    assert (seen["status"], seen["note"], seen["totalCents"]) == ("paid", "Saturday", 1480), "what the customer sees"
    sold = [(line["productName"], line["quantity"], line["unitPriceCents"]) for line in seen["lines"]]
    assert sold == [("Jam", 1, 480), ("Beans", 4, 250)], "what the customer bought"

    charges = gateway.charges()
    assert len(charges) == 1, "the card is charged once"
    assert charges[0]["amountCents"] == 1480
    assert charges[0]["id"] == seen["paymentReference"]

    def stock():
        return [market.get(f"/products/{product['id']}").json()["stock"] for product in (beans, jam)]

    assert stock() == [2, 0]
    newest = market.get("/orders", params={"sort": "-id", "limit": 1}).json()
    assert newest["total"] == known + 1
    assert newest["items"] == [seen], "the list shows the same order"

    market.post(f"/orders/{order['id']}/cancel")
    assert market.get(f"/orders/{order['id']}").json()["status"] == "cancelled"
    assert stock() == [6, 1]


def test_a_customer_wants_too_much_and_looks_at_the_list(market, gateway):
    beans = market.post("/products", json={"stallId": 7, "name": "Beans", "priceCents": 250, "stock": 2}).json()
    answer = market.post("/orders", json={"lines": [{"productId": beans["id"], "quantity": 3}]})
    assert answer.status_code == 200
    assert not answer.json()["success"]
    assert not gateway.charges()
    assert market.get(f"/products/{beans['id']}").json()["stock"] == 2

    orders = []
    while page := market.get("/orders", params={"limit": 15, "offset": len(orders)}).json()["items"]:
        orders += page
    assert {order["customerId"] for order in orders} == {3}
