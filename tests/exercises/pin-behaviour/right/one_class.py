"""A class, with parametrize, and a table of what must be true of an order."""

from operator import itemgetter

import pytest


class TestOrders:
    @pytest.fixture(autouse=True)
    def _prepare(self, client, product, gateway):
        self.client = client
        self.gateway = gateway
        self.products = [
            self.post("/products", stallId=product["stallId"], name=name, priceCents=price, stock=30)
            for name, price in [("Leeks", 110), ("Chard", 95), ("Dill", 60)]
        ]

    def post(self, path, **body):
        return self.client.post(path, json=body).json()

    def get(self, path):
        return self.client.get(path).json()

    def order(self, *quantities, **more):
        lines = [
            {"productId": product["id"], "quantity": quantity}
            for product, quantity in zip(self.products, quantities, strict=False)
        ]
        return self.post("/orders", lines=lines, **more)

    @pytest.mark.parametrize(
        ("quantities", "total"),
        [((3,), 330), ((1, 2, 3), 480)],
    )
    def test_total_and_charge(self, quantities, total):
        order = self.order(*quantities)
        assert order["totalCents"] == total
        assert [charge["amountCents"] for charge in self.gateway.charges()] == [total]

    @pytest.mark.parametrize(
        ("field", "expected"),
        [("productName", ["Leeks", "Chard", "Dill"]), ("quantity", [5, 1, 2]), ("unitPriceCents", [110, 95, 60])],
    )
    def test_lines(self, field, expected):
        order = self.order(5, 1, 2)
        assert list(map(itemgetter(field), self.get(f"/orders/{order['id']}")["lines"])) == expected

    @pytest.mark.parametrize("note", [None, 'It\'s "fragile"'])
    def test_note(self, note):
        assert self.order(1, note=note)["note"] == note

    def test_life_of_an_order(self):
        order = self.order(4, 1)
        assert order["status"] == "paid"
        assert [self.get(f"/products/{product['id']}")["stock"] for product in self.products] == [26, 29, 30]
        assert self.post(f"/orders/{order['id']}/cancel")["status"] == "cancelled"
        assert [self.get(f"/products/{product['id']}")["stock"] for product in self.products] == [30, 30, 30]

    def test_too_little_stock(self):
        assert self.order(31).get("status") != "paid"
        assert self.get(f"/products/{self.products[0]['id']}")["stock"] == 30

    def test_my_list(self):
        self.order(1)
        everything = self.get("/orders?limit=100")["items"]
        page = self.get("/orders?limit=5&sort=-createdAt")
        assert (len(page["items"]), page["total"]) == (5, len(everything))
        assert {order["customerId"] for order in everything} == {self.get("/me")["id"]}
