"""The gateway declines, breaks, hangs; the process dies; two buyers come at once."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

ORDER = {"lines": [{"productId": 1, "quantity": 2}]}


def stock(client, product=1):
    return client.read(f"/products/{product}")["stock"]


def newest(client):
    return client.read("/orders", sort="-id", limit=1)["items"][0]


@since(2)
def test_a_declined_card_is_402(client, gateway):
    gateway.script(["declined"])
    assert client.post("/orders", json=ORDER).status_code == 402


@before("test_a_declined_card_is_402")
def test_a_declined_card_is_200_with_success_false(client, gateway):
    gateway.script(["declined"])
    assert client.post("/orders", json=ORDER).is_200_with_success_false


@since(6)
def test_a_declined_card_leaves_nothing_behind(client, gateway):
    had, last = stock(client), newest(client)
    gateway.script(["declined"])
    client.post("/orders", json=ORDER)
    assert newest(client) == last
    assert stock(client) == had


@before("test_a_declined_card_leaves_nothing_behind")
def test_a_declined_card_leaves_a_pending_order_without_lines(client, gateway):
    last = newest(client)
    gateway.script(["declined"])
    client.post("/orders", json=ORDER)
    assert newest(client)["id"] > last["id"]
    assert (newest(client)["status"], newest(client)["lines"]) == ("pending", [])


@since(6)
def test_a_crash_while_paying_leaves_no_order_and_the_stock_as_before(client, start_and_hold, crash):
    had, last = stock(client), newest(client)
    order = start_and_hold(client.post, "/orders", json=ORDER)
    crash()
    assert order.answer().status_code is None
    assert newest(client) == last, "half an order"
    assert stock(client) == had


@before("test_a_crash_while_paying_leaves_no_order_and_the_stock_as_before")
def test_a_crash_while_paying_leaves_half_an_order(client, start_and_hold, crash):
    last = newest(client)
    order = start_and_hold(client.post, "/orders", json=ORDER)
    crash()
    assert order.answer().status_code is None
    half = newest(client)
    assert half["id"] > last["id"]
    assert (half["status"], half["totalCents"] > 0, half["lines"]) == ("pending", True, [])


@pytest.fixture
def buy_the_last_one(client, elsewhere, staff, gateway, start, start_and_hold):
    """Two customers on two processes buy the last one; the first is held at the gateway until the second is as far.

    An app may as well answer the second at once, or let it wait for the first one to end.
    """

    def buy():
        product = staff.make("/products", stallId=1, name="The last melon", priceCents=300, stock=1)
        body = {"lines": [{"productId": product["id"], "quantity": 1}]}
        first = start_and_hold(client.post, "/orders", json=body, until=2)
        second = start(elsewhere.post, "/orders", json=body)
        for _ in range(20):
            if gateway.wait_held(2, seconds=0.05) == 2 or second.answered(0.05):
                break
        gateway.release()
        return first.answer(), second.answer(), stock(staff, product["id"])

    return buy


@since(6)
def test_of_two_buyers_of_the_last_one_one_gets_it(buy_the_last_one):
    first, second, left = buy_the_last_one()
    assert {first.status_code, second.status_code} == {201, 409}
    assert left == 0


@before("test_of_two_buyers_of_the_last_one_one_gets_it")
def test_two_buyers_of_the_last_one_both_get_it_and_the_stock_is_below_zero(buy_the_last_one, gateway):
    first, second, left = buy_the_last_one()
    assert [first.json()["status"], second.json()["status"]] == ["paid", "paid"]
    assert left == -1
    assert len(gateway.charges()) == 2


@since(2)
def test_a_hanging_gateway_stops_no_other_request(client, other, start_and_hold):
    start_and_hold(client.post, "/orders", json=ORDER)
    assert other.get("/health", timeout=2).status_code == 200
    assert other.get("/markets/1", timeout=2).status_code == 200


@before("test_a_hanging_gateway_stops_no_other_request")
def test_a_hanging_gateway_stops_every_other_request(client, other, gateway, start, start_and_hold):
    order = start_and_hold(client.post, "/orders", json=ORDER)
    waiting = start(other.get, "/health")
    assert other.get("/health", timeout=0.3).reason == "timeout"
    assert not waiting.answered()
    gateway.release()
    assert waiting.answer().status_code == 200, "answered as soon as the gateway let go"
    assert order.answer().is_success


@since(8)
def test_an_order_is_504_when_the_gateway_hangs_and_the_stock_is_as_before(client, gateway):
    had = stock(client)
    gateway.script(["hang"])
    assert client.post("/orders", json=ORDER, timeout=2).status_code == 504
    assert stock(client) == had


@before("test_an_order_is_504_when_the_gateway_hangs_and_the_stock_is_as_before")
def test_an_order_waits_as_long_as_the_gateway_hangs(client, gateway, start_and_hold):
    order = start_and_hold(client.post, "/orders", json=ORDER)
    assert not order.answered(0.3)
    gateway.release()
    assert order.answer().is_success


BROKEN = ["unavailable", "reset", "lost_answer"]


@since(8)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_payment_that_fails_once_is_tried_again_and_charged_once(client, gateway, fault):
    gateway.script([fault])
    assert client.post("/orders", json=ORDER).status_code == 201
    assert len(gateway.charges()) == 1


@before("test_a_payment_that_fails_once_is_tried_again_and_charged_once", last=1)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_payment_that_fails_once_is_200_with_success_false(client, gateway, fault):
    gateway.script([fault])
    assert client.post("/orders", json=ORDER).is_200_with_success_false
    assert len(gateway.charges()) == (1 if fault == "lost_answer" else 0)


@before("test_a_payment_that_fails_once_is_tried_again_and_charged_once", first=2)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_payment_that_fails_once_is_500(client, gateway, fault):
    gateway.script([fault])
    assert client.post("/orders", json=ORDER).status_code == 500
    assert len(gateway.charges()) == (1 if fault == "lost_answer" else 0)
