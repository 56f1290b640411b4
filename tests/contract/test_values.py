"""What a field may hold: limits, types, null."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

LEAST = {
    "/markets": {"name": "Night Market", "city": "Ghent"},
    "/stalls": {"marketId": 1, "name": "Silva Bakery"},
    "/products": {"stallId": 1, "name": "Oat bread", "priceCents": 640},
}
AT_THE_LIMIT = {
    "/markets": [
        {"name": "n" * 200},
        {"city": "c" * 100},
        {"description": "d" * 2000},
        {"description": ""},
        {"status": "closed"},
    ],
    "/stalls": [{"name": "é" * 200}, {"name": "n"}, {"description": "🥕" * 2000}],
    "/products": [{"name": "n"}, {"priceCents": 1}, {"priceCents": 1_000_000}, {"stock": 100_000}, {"unit": "jar"}],
}
OUT_OF_LIMITS = {
    "/markets": [
        {"name": ""},
        {"name": "n" * 201},
        {"city": ""},
        {"city": "c" * 101},
        {"description": "d" * 2001},
        {"status": "shut"},
    ],
    "/stalls": [{"name": ""}, {"name": "n" * 201}, {"description": "d" * 2001}],
    "/products": [
        {"name": ""},
        {"name": "n" * 201},
        {"unit": "pound"},
        {"priceCents": 0},
        {"priceCents": 1_000_001},
        {"stock": -1},
        {"stock": 100_001},
    ],
}
OF_ANOTHER_TYPE = {
    "/markets": [{"name": 7}, {"status": True}],
    "/stalls": [{"name": 7}, {"description": 7}],
    "/products": [{"priceCents": "640"}, {"priceCents": 6.5}, {"priceCents": True}, {"stock": "2"}, {"stock": False}],
}
NEVER_NULL = {
    "/markets": ["name", "city", "status"],
    "/stalls": ["name"],
    "/products": ["name", "unit", "priceCents", "stock"],
}
on_each = pytest.mark.parametrize("path", list(LEAST))


@on_each
def test_a_value_at_its_limit_is_kept(staff, path):
    for change in AT_THE_LIMIT[path]:
        for answer in (staff.post(path, json=LEAST[path] | change), staff.patch(f"{path}/1", json=change)):
            assert answer.is_success
            assert change.items() <= answer.json().items()


@since(2)
@on_each
def test_create_with_a_value_out_of_its_limits_is_422_and_stores_nothing(staff, path):
    total = staff.read(path)["total"]
    for change in OUT_OF_LIMITS[path]:
        assert staff.post(path, json=LEAST[path] | change).status_code == 422
    assert staff.read(path)["total"] == total


@before("test_create_with_a_value_out_of_its_limits_is_422_and_stores_nothing")
@on_each
def test_create_stores_a_value_out_of_its_limits(staff, path):
    for change in OUT_OF_LIMITS[path]:
        row = staff.make(path, **LEAST[path] | change)
        assert change.items() <= staff.read(f"{path}/{row['id']}").items()


@since(2)
@on_each
def test_patch_with_a_value_out_of_its_limits_is_422_and_changes_nothing(staff, path):
    row = staff.read(f"{path}/1")
    for change in OUT_OF_LIMITS[path]:
        assert staff.patch(f"{path}/1", json=change).status_code == 422
    assert staff.read(f"{path}/1") == row


@before("test_patch_with_a_value_out_of_its_limits_is_422_and_changes_nothing")
@on_each
def test_patch_stores_a_value_out_of_its_limits(staff, path):
    for change in OUT_OF_LIMITS[path]:
        staff.patch(f"{path}/1", json=change)
        assert change.items() <= staff.read(f"{path}/1").items()


@since(2)
@on_each
def test_a_value_of_another_type_is_422(staff, path):
    for change in OF_ANOTHER_TYPE[path]:
        assert staff.post(path, json=LEAST[path] | change).status_code == 422
        assert staff.patch(f"{path}/1", json=change).status_code == 422


@before("test_a_value_of_another_type_is_422")
@on_each
def test_a_value_of_another_type_is_taken(staff, path):
    for change in OF_ANOTHER_TYPE[path]:
        assert staff.post(path, json=LEAST[path] | change).is_success
        assert staff.patch(f"{path}/1", json=change).is_success


@since(2)
@on_each
def test_null_for_a_field_that_has_none_is_422_and_changes_nothing(staff, path):
    row = staff.read(f"{path}/1")
    for field in NEVER_NULL[path]:
        assert staff.patch(f"{path}/1", json={field: None}).status_code == 422
        assert staff.post(path, json=LEAST[path] | {field: None}).status_code == 422
    assert staff.read(f"{path}/1") == row


@before("test_null_for_a_field_that_has_none_is_422_and_changes_nothing")
@on_each
def test_null_is_stored_in_any_field(staff, path):
    for field in NEVER_NULL[path]:
        assert staff.patch(f"{path}/1", json={field: None}).is_success
        assert staff.post(path, json=LEAST[path] | {field: None}).json()[field] is None
        assert staff.read(f"{path}/1")[field] is None


@since(2)
@on_each
def test_create_without_a_required_field_is_422(staff, path):
    for field in LEAST[path]:
        body = {key: value for key, value in LEAST[path].items() if key != field}
        assert staff.post(path, json=body).status_code == 422


@before("test_create_without_a_required_field_is_422")
@on_each
def test_create_without_a_required_field_is_200_with_success_false(staff, path):
    for field in LEAST[path]:
        body = {key: value for key, value in LEAST[path].items() if key != field}
        assert staff.post(path, json=body).is_200_with_success_false
