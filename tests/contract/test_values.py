"""What a field may hold: limits, types, null."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

LEAST = {
    "/markets": {"name": "Night Market", "city": "Ghent"},
    "/stalls": {"marketId": 1, "name": "Silva Bakery"},
    "/products": {"stallId": 1, "name": "Oat bread", "priceCents": 640},
}

AT_THE_LIMIT = [
    ("/markets", "name", "n" * 200),
    ("/markets", "city", "c" * 100),
    ("/markets", "description", "d" * 2000),
    ("/markets", "description", ""),
    ("/markets", "status", "closed"),
    ("/stalls", "name", "é" * 200),
    ("/products", "name", "n"),
    ("/products", "priceCents", 1),
    ("/products", "priceCents", 1_000_000),
    ("/products", "stock", 100_000),
    ("/products", "unit", "jar"),
]
OUT_OF_LIMITS = [
    ("/markets", "name", ""),
    ("/markets", "name", "n" * 201),
    ("/markets", "city", ""),
    ("/markets", "city", "c" * 101),
    ("/markets", "description", "d" * 2001),
    ("/markets", "status", "shut"),
    ("/stalls", "name", ""),
    ("/stalls", "description", "d" * 2001),
    ("/products", "name", "n" * 201),
    ("/products", "unit", "pound"),
    ("/products", "priceCents", 0),
    ("/products", "priceCents", 1_000_001),
    ("/products", "stock", -1),
    ("/products", "stock", 100_001),
]
OF_ANOTHER_TYPE = [
    ("/markets", "name", 7),
    ("/stalls", "description", 7),
    ("/products", "priceCents", "640"),
    ("/products", "priceCents", 6.5),
    ("/products", "priceCents", True),
    ("/products", "stock", "2"),
    ("/products", "stock", False),
]
NEVER_NULL = [
    ("/markets", "name"),
    ("/markets", "city"),
    ("/markets", "status"),
    ("/stalls", "name"),
    ("/products", "name"),
    ("/products", "unit"),
    ("/products", "priceCents"),
    ("/products", "stock"),
]
REQUIRED = [(path, field) for path, body in LEAST.items() for field in body]
named = {"ids": lambda value: value if isinstance(value, str) and len(value) < 20 else None}


@pytest.mark.parametrize(("path", "field", "value"), AT_THE_LIMIT, **named)
def test_a_value_at_its_limit_is_kept(staff, path, field, value):
    row = staff.post(path, json=LEAST[path] | {field: value}).json()
    assert row.get(field) == value
    assert staff.patch(f"{path}/1", json={field: value}).json().get(field) == value


@since(2)
@pytest.mark.parametrize(("path", "field", "value"), OUT_OF_LIMITS, **named)
def test_create_with_a_value_out_of_its_limits_is_422(staff, path, field, value):
    assert staff.post(path, json=LEAST[path] | {field: value}).status_code == 422


@before("test_create_with_a_value_out_of_its_limits_is_422")
@pytest.mark.parametrize(("path", "field", "value"), OUT_OF_LIMITS, **named)
def test_create_stores_a_value_out_of_its_limits(staff, path, field, value):
    row = staff.post(path, json=LEAST[path] | {field: value}).json()
    assert staff.read(f"{path}/{row['id']}")[field] == value


@since(2)
@pytest.mark.parametrize(("path", "field", "value"), OUT_OF_LIMITS, **named)
def test_patch_with_a_value_out_of_its_limits_is_422_and_changes_nothing(staff, path, field, value):
    row = staff.read(f"{path}/1")
    assert staff.patch(f"{path}/1", json={field: value}).status_code == 422
    assert staff.read(f"{path}/1") == row


@before("test_patch_with_a_value_out_of_its_limits_is_422_and_changes_nothing")
@pytest.mark.parametrize(("path", "field", "value"), OUT_OF_LIMITS, **named)
def test_patch_stores_a_value_out_of_its_limits(staff, path, field, value):
    staff.patch(f"{path}/1", json={field: value})
    assert staff.read(f"{path}/1")[field] == value


@since(2)
@pytest.mark.parametrize(("path", "field", "value"), OF_ANOTHER_TYPE, **named)
def test_a_value_of_another_type_is_422(staff, path, field, value):
    assert staff.post(path, json=LEAST[path] | {field: value}).status_code == 422
    assert staff.patch(f"{path}/1", json={field: value}).status_code == 422


@before("test_a_value_of_another_type_is_422")
@pytest.mark.parametrize(("path", "field", "value"), OF_ANOTHER_TYPE, **named)
def test_a_value_of_another_type_is_taken(staff, path, field, value):
    assert staff.post(path, json=LEAST[path] | {field: value}).is_success
    assert staff.patch(f"{path}/1", json={field: value}).is_success


@since(2)
@pytest.mark.parametrize(("path", "field"), NEVER_NULL)
def test_patch_with_null_for_a_field_that_has_none_is_422_and_changes_nothing(staff, path, field):
    row = staff.read(f"{path}/1")
    assert staff.patch(f"{path}/1", json={field: None}).status_code == 422
    assert staff.read(f"{path}/1") == row


@before("test_patch_with_null_for_a_field_that_has_none_is_422_and_changes_nothing")
@pytest.mark.parametrize(("path", "field"), NEVER_NULL)
def test_patch_with_null_stores_null(staff, path, field):
    assert staff.patch(f"{path}/1", json={field: None}).is_success
    assert staff.read(f"{path}/1")[field] is None


@since(2)
@pytest.mark.parametrize(("path", "field"), REQUIRED)
def test_create_without_a_required_field_is_422(staff, path, field):
    body = {key: value for key, value in LEAST[path].items() if key != field}
    assert staff.post(path, json=body).status_code == 422


@before("test_create_without_a_required_field_is_422")
@pytest.mark.parametrize(("path", "field"), REQUIRED)
def test_create_without_a_required_field_is_200_with_success_false(staff, path, field):
    body = {key: value for key, value in LEAST[path].items() if key != field}
    assert staff.post(path, json=body).is_200_with_success_false
