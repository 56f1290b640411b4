"""What holds for every path: JSON, names, times, methods, unknown paths."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

MARKET = {"id", "name", "city", "description", "status", "createdAt", "updatedAt"}
STALL = {"id", "marketId", "name", "description", "createdAt", "updatedAt"}
PRODUCT = {"id", "stallId", "name", "description", "unit", "priceCents", "stock", "createdAt", "updatedAt"}
ORDER = {"id", "customerId", "status", "totalCents", "note", "paymentReference", "createdAt", "lines"}
LINE = {"productId", "productName", "quantity", "unitPriceCents"}
CUSTOMER = {"id", "email", "name", "role", "createdAt"}

NO_PATHS = ["/nothing", "/market", "/markets/1/stalls", "/orders/1/refund"]
NO_OBJECTS = ["{", "", "name=Night Market", "[]", '"Night Market"']
MISSING_METHODS = [("PUT", "/markets/1"), ("DELETE", "/products"), ("PATCH", "/orders/1"), ("DELETE", "/orders")]


def test_health_answers_ok(anonymous):
    answer = anonymous.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


@pytest.mark.parametrize(("path", "fields"), [("/markets/1", MARKET), ("/stalls/1", STALL), ("/products/1", PRODUCT)])
def test_a_row_has_its_fields_in_camel_case_and_no_others(client, path, fields):
    answer = client.get(path)
    assert set(answer.json()) == fields
    assert answer.headers["content-type"].startswith("application/json")


def test_an_order_and_its_lines_have_their_fields_in_camel_case_and_no_others(client):
    order = client.read("/orders", limit=2)["items"][0]
    assert set(order) == ORDER
    assert {frozenset(line) for line in order["lines"]} == {frozenset(LINE)}


@since(2)
def test_a_customer_has_no_password_hash(client):
    answer = client.get("/me")
    assert set(answer.json()) == CUSTOMER, "a field too many, or too few"


@before("test_a_customer_has_no_password_hash")
def test_a_customer_shows_its_password_hash(client):
    answer = client.get("/me")
    assert set(answer.json()) == CUSTOMER | {"passwordHash"}
    assert len(answer.json()["passwordHash"]) == 64


@pytest.mark.parametrize("path", ["/markets/1", "/stalls/1", "/products/1", "/me"])
def test_times_are_utc_and_end_in_z(client, path):
    row = client.read(path)
    times = [value for field, value in row.items() if field in {"createdAt", "updatedAt"}]
    assert times, f"{path} has no time"
    for time in times:
        assert time.startswith("2026-"), f"the seed's times are of 2026, this is {time!r}"
        assert time.endswith("Z"), f"{time!r} does not say that it is UTC"
        assert "T" in time, f"{time!r} is not ISO 8601"


def test_a_new_row_has_a_time_in_utc_that_ends_in_z(staff):
    market = staff.make("/markets", name="Night Market", city="Ghent")
    for time in (market["createdAt"], market["updatedAt"]):
        assert time.endswith("Z"), f"{time!r} does not say that it is UTC"
        assert "T" in time, f"{time!r} is not ISO 8601"


@since(2)
def test_an_unknown_path_is_404(client):
    for path in NO_PATHS:
        assert client.get(path).status_code == 404


@before("test_an_unknown_path_is_404")
def test_an_unknown_path_is_200_with_success_false(client):
    for path in NO_PATHS:
        assert client.get(path).is_200_with_success_false


@since(2)
def test_a_method_that_a_path_lacks_is_405(staff):
    for method, path in MISSING_METHODS:
        assert staff.request(method, path).status_code == 405


@before("test_a_method_that_a_path_lacks_is_405")
def test_a_method_that_a_path_lacks_is_200_with_success_false(staff):
    for method, path in MISSING_METHODS:
        assert staff.request(method, path).is_200_with_success_false


@since(2)
def test_a_body_that_is_no_json_object_is_422(staff):
    for body in NO_OBJECTS:
        answer = staff.post("/markets", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422


@before("test_a_body_that_is_no_json_object_is_422")
def test_a_body_that_is_no_json_object_is_200_with_success_false(staff):
    for body in NO_OBJECTS:
        answer = staff.post("/markets", content=body, headers={"content-type": "application/json"})
        assert answer.is_200_with_success_false
