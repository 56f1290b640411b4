"""Orders: placed, paid, read, cancelled."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

MISSING = 999_999
WRONG_BODIES = {
    "no lines": {"lines": []},
    "lines missing": {},
    "lines null": {"lines": None},
    "quantity 0": {"lines": [{"productId": 1, "quantity": 0}]},
    "quantity negative": {"lines": [{"productId": 1, "quantity": -1}]},
    "quantity as text": {"lines": [{"productId": 1, "quantity": "2"}]},
    "quantity a fraction": {"lines": [{"productId": 1, "quantity": 1.5}]},
    "quantity a truth": {"lines": [{"productId": 1, "quantity": True}]},
    "quantity missing": {"lines": [{"productId": 1}]},
    "product twice": {"lines": [{"productId": 1, "quantity": 1}, {"productId": 1, "quantity": 2}]},
    "product 0": {"lines": [{"productId": 0, "quantity": 1}]},
    "product beyond any": {"lines": [{"productId": 2**63, "quantity": 1}]},
    "note too long": {"lines": [{"productId": 1, "quantity": 1}], "note": "n" * 501},
    "51 lines": {"lines": [{"productId": n, "quantity": 1} for n in range(41, 92)]},
    "quantity too large": {"lines": [{"productId": 1, "quantity": 1001}]},
}


def stock(client, product=1):
    return client.read(f"/products/{product}")["stock"]


def orders(client):
    return client.read("/orders", limit=1)["total"]


def lines(*pairs):
    return [{"productId": product, "quantity": quantity} for product, quantity in pairs]


def test_an_order_is_paid_and_has_the_lines_that_were_sent_in_their_order(client):
    first, second = client.read("/products/7"), client.read("/products/3")
    order = client.post("/orders", json={"lines": lines((7, 2), (3, 1)), "note": "Ripe, please."}).json()
    assert order["status"] == "paid"
    assert order["note"] == "Ripe, please."
    assert order["customerId"] == 2
    assert order["lines"] == [
        {"productId": 7, "productName": first["name"], "quantity": 2, "unitPriceCents": first["priceCents"]},
        {"productId": 3, "productName": second["name"], "quantity": 1, "unitPriceCents": second["priceCents"]},
    ]
    assert order["totalCents"] == 2 * first["priceCents"] + second["priceCents"]


@since(2)
def test_placing_an_order_is_201(client):
    assert client.post("/orders", json={"lines": lines((1, 2))}).status_code == 201


@before("test_placing_an_order_is_201")
def test_placing_an_order_is_200(client):
    assert client.post("/orders", json={"lines": lines((1, 2))}).status_code == 200


def test_an_order_can_be_read_again_alone_and_in_the_list(client):
    order = client.make("/orders", lines=lines((1, 2)))
    assert client.get(f"/orders/{order['id']}").json() == order
    assert client.read("/orders", sort="-id", limit=1)["items"] == [order]


def test_an_order_takes_its_quantities_out_of_stock(client):
    had = [stock(client, product) for product in (1, 2, 3)]
    client.make("/orders", lines=lines((1, 2), (2, 5)))
    assert [stock(client, product) for product in (1, 2, 3)] == [had[0] - 2, had[1] - 5, had[2]]


def test_an_order_may_take_all_that_is_left(client):
    client.make("/orders", lines=lines((4, stock(client, 4))))
    assert stock(client, 4) == 0


def test_an_order_charges_its_total_once(client, gateway):
    order = client.make("/orders", lines=lines((1, 2), (2, 1)))
    assert len(gateway.charges()) == 1
    charge = gateway.charges()[0]
    assert charge["amountCents"] == order["totalCents"]
    assert charge["reference"] == f"order-{order['id']}"
    assert charge["id"] == order["paymentReference"]


def test_a_note_is_kept_as_it_is(client):
    for note in ("Für Großmutter's Tür; danke", "", "x" * 500, None):
        order = client.make("/orders", lines=lines((1, 1)), note=note)
        assert client.read(f"/orders/{order['id']}")["note"] == note


def test_a_note_that_is_not_sent_is_null(client):
    assert client.post("/orders", json={"lines": lines((1, 1))}).json()["note"] is None


def test_a_list_of_orders_holds_the_callers_own_and_no_others(client, other):
    client.make("/orders", lines=lines((1, 1)))
    for customer, one in ((2, client), (3, other)):
        page = one.read("/orders", limit=5, sort="-id")
        assert {order["customerId"] for order in page["items"]} == {customer}
    assert client.read("/orders", limit=1)["total"] == 34, "33 of the seed, and the new one"


def test_a_later_price_changes_no_order(client, staff):
    order = client.make("/orders", lines=lines((1, 2)))
    staff.patch("/products/1", json={"priceCents": 999_999})
    assert client.read(f"/orders/{order['id']}") == order


def test_an_order_charges_the_price_of_the_moment(client, staff):
    staff.patch("/products/1", json={"priceCents": 77})
    assert client.make("/orders", lines=lines((1, 3)))["totalCents"] == 231


def test_cancelling_gives_the_stock_back(client):
    had = stock(client)
    order = client.make("/orders", lines=lines((1, 3)))
    answer = client.post(f"/orders/{order['id']}/cancel")
    assert answer.status_code == 200
    assert answer.json() == order | {"status": "cancelled"}
    assert stock(client) == had


def test_cancelling_leaves_the_charge(client, gateway):
    order = client.make("/orders", lines=lines((1, 3)))
    answer = client.post(f"/orders/{order['id']}/cancel")
    assert answer.json()["paymentReference"] == order["paymentReference"]
    assert len(gateway.charges()) == 1


@since(2)
def test_cancelling_twice_is_409_and_the_stock_is_given_back_once(client):
    had = stock(client)
    order = client.make("/orders", lines=lines((1, 3)))
    client.post(f"/orders/{order['id']}/cancel")
    assert client.post(f"/orders/{order['id']}/cancel").status_code == 409
    assert stock(client) == had


@before("test_cancelling_twice_is_409_and_the_stock_is_given_back_once")
def test_cancelling_twice_gives_the_stock_back_twice(client):
    had = stock(client)
    order = client.make("/orders", lines=lines((1, 3)))
    client.post(f"/orders/{order['id']}/cancel")
    assert client.post(f"/orders/{order['id']}/cancel").is_success
    assert stock(client) == had + 3


@since(2)
def test_an_order_for_a_product_that_does_not_exist_is_422_and_nothing_is_stored(client, gateway):
    had, placed = stock(client), orders(client)
    answer = client.post("/orders", json={"lines": lines((1, 2), (MISSING, 1))})
    assert answer.status_code == 422
    assert (stock(client), orders(client)) == (had, placed)
    assert gateway.calls() == 0


@before("test_an_order_for_a_product_that_does_not_exist_is_422_and_nothing_is_stored")
def test_an_order_for_a_product_that_does_not_exist_lacks_that_line(client):
    order = client.make("/orders", lines=lines((1, 2), (MISSING, 1)))
    assert order["status"] == "paid"
    assert [line["productId"] for line in order["lines"]] == [1]


@since(2)
def test_more_than_is_in_stock_is_409(client):
    assert client.post("/orders", json={"lines": lines((4, stock(client, 4) + 1))}).status_code == 409


@before("test_more_than_is_in_stock_is_409")
def test_more_than_is_in_stock_is_200_with_success_false(client):
    assert client.post("/orders", json={"lines": lines((4, stock(client, 4) + 1))}).is_200_with_success_false


def test_more_than_is_in_stock_stores_nothing_and_charges_nothing(client, gateway):
    had, placed = stock(client), orders(client)
    client.post("/orders", json={"lines": lines((1, 1), (4, stock(client, 4) + 1))})
    assert (stock(client), orders(client)) == (had, placed)
    assert gateway.calls() == 0


@since(2)
def test_an_order_out_of_its_limits_is_422_and_nothing_is_stored(client, gateway):
    had, placed = stock(client), orders(client)
    for what, body in WRONG_BODIES.items():
        assert client.post("/orders", json=body).status_code == 422, what
    assert (stock(client), orders(client)) == (had, placed)
    assert gateway.calls() == 0


@before("test_an_order_out_of_its_limits_is_422_and_nothing_is_stored")
def test_an_order_out_of_its_limits_is_200(client):
    for what, body in WRONG_BODIES.items():
        assert client.post("/orders", json=body).status_code == 200, what


@before("test_negative_quantities_add_nothing_to_the_stock")
def test_a_negative_quantity_adds_to_the_stock(client):
    had = stock(client)
    client.make("/orders", lines=lines((1, -1), (3, 5)))
    assert stock(client) == had + 1


@since(2)
def test_negative_quantities_add_nothing_to_the_stock(client):
    had = stock(client)
    client.post("/orders", json={"lines": lines((1, -1), (3, 5))})
    assert stock(client) == had
