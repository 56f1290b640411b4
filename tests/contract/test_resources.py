"""Create, read, update, delete: the same five requests on markets, stalls and products."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

CREATE = {
    "/markets": {"name": "Night Market", "city": "Ghent", "description": "From 18 on.", "status": "open"},
    "/stalls": {"marketId": 1, "name": "Silva Bakery", "description": "Bread and rolls."},
    "/products": {
        "stallId": 1,
        "name": "Oat bread",
        "description": "Baked at night.",
        "unit": "kg",
        "priceCents": 640,
        "stock": 12,
    },
}
LEAST = {
    "/markets": {"name": "Night Market", "city": "Ghent"},
    "/stalls": {"marketId": 1, "name": "Silva Bakery"},
    "/products": {"stallId": 1, "name": "Oat bread", "priceCents": 640},
}
DEFAULTS = {
    "/markets": {"description": None, "status": "draft"},
    "/stalls": {"description": None},
    "/products": {"description": None, "unit": "piece", "stock": 0},
}
ODD_NAMES = [
    "Nonna's Oven",
    'The "Green" Corner',
    "Crème & Käse, Łódź",
    "朝市 🥕",
    "100% Rye; DROP TABLE markets; --",
    "{name} %s :name ?",
    "   ",
    "back\\slash",
]
NOBODY = [999_999, 0, -1, 2**63 - 1]
PATHS = list(CREATE)
on_each = pytest.mark.parametrize("path", PATHS)


@on_each
def test_create_answers_the_row_that_was_sent(staff, path):
    answer = staff.post(path, json=CREATE[path])
    assert answer.is_success
    assert {field: answer.json()[field] for field in CREATE[path]} == CREATE[path]


@on_each
def test_what_is_created_can_be_read_again(staff, client, path):
    row = staff.make(path, **CREATE[path])
    assert client.get(f"{path}/{row['id']}").json() == row


@on_each
def test_fields_that_are_not_sent_get_their_defaults(staff, path):
    row = staff.post(path, json=LEAST[path]).json()
    assert {field: row.get(field, "is missing") for field in DEFAULTS[path]} == DEFAULTS[path]


@on_each
def test_fields_that_are_not_named_in_the_interface_are_ignored(staff, path):
    answer = staff.post(path, json=LEAST[path] | {"id": 7, "createdAt": "2001-01-01T00:00:00Z", "colour": "green"})
    assert answer.is_success
    assert answer.json()["id"] != 7
    assert not answer.json()["createdAt"].startswith("2001")
    assert "colour" not in answer.json()


@since(2)
@on_each
def test_create_is_201(staff, path):
    assert staff.post(path, json=CREATE[path]).status_code == 201


@before("test_create_is_201")
@on_each
def test_create_is_200(staff, path):
    assert staff.post(path, json=CREATE[path]).status_code == 200


@on_each
def test_a_name_may_hold_quotes_blanks_and_letters_of_any_script(staff, path):
    for name in ODD_NAMES:
        row = staff.make(path, **LEAST[path] | {"name": name})
        assert row["name"] == name
        assert staff.patch(f"{path}/{row['id']}", json={"name": name + name}).json()["name"] == name + name
        assert staff.read(f"{path}/{row['id']}")["name"] == name + name


@on_each
def test_patch_changes_what_is_sent_and_leaves_the_rest(staff, path):
    row = staff.make(path, **CREATE[path])
    answer = staff.patch(f"{path}/{row['id']}", json={"name": "Another name"})
    assert answer.status_code == 200
    assert answer.json() == row | {"name": "Another name", "updatedAt": answer.json()["updatedAt"]}
    assert staff.read(f"{path}/{row['id']}") == answer.json()


@on_each
def test_patch_changes_every_field_that_can_be_changed(staff, path):
    row = staff.make(path, **LEAST[path])
    wish = {field: value for field, value in CREATE[path].items() if field not in {"marketId", "stallId"}}
    staff.patch(f"{path}/{row['id']}", json=wish)
    got = staff.read(f"{path}/{row['id']}")
    assert {field: got[field] for field in wish} == wish


@on_each
def test_patch_touches_no_other_row(staff, path):
    neighbour = staff.read(f"{path}/2")
    staff.patch(f"{path}/1", json={"name": "Another name"})
    assert staff.read(f"{path}/2") == neighbour


@on_each
def test_patch_moves_updated_at_and_leaves_created_at(staff, path):
    row = staff.read(f"{path}/1")
    answer = staff.patch(f"{path}/1", json={"name": "Another name"})
    assert answer.json()["updatedAt"] > row["updatedAt"]
    assert answer.json()["createdAt"] == row["createdAt"]


@on_each
def test_patch_sets_a_description_to_null(staff, path):
    row = staff.make(path, **CREATE[path])
    answer = staff.patch(f"{path}/{row['id']}", json={"description": None})
    assert answer.status_code == 200
    assert answer.json()["description"] is None
    assert answer.json()["name"] == row["name"]


@on_each
def test_patch_with_an_empty_object_changes_no_field(staff, path):
    row = staff.make(path, **CREATE[path])
    answer = staff.patch(f"{path}/{row['id']}", json={})
    assert answer.status_code == 200
    assert answer.json() | {"updatedAt": ""} == row | {"updatedAt": ""}


@pytest.mark.parametrize(("path", "parent"), [("/stalls", "marketId"), ("/products", "stallId")])
def test_patch_cannot_move_a_row_to_another_parent(staff, path, parent):
    row = staff.make(path, **CREATE[path])
    answer = staff.patch(f"{path}/{row['id']}", json={parent: 2, "name": "Another name"})
    assert answer.status_code == 200
    assert answer.json()[parent] == 1
    assert answer.json()["name"] == "Another name"


@since(2)
@on_each
def test_delete_is_204_without_a_body(staff, path):
    row = staff.make(path, **CREATE[path])
    answer = staff.delete(f"{path}/{row['id']}")
    assert answer.status_code == 204
    assert answer.text == ""


@before("test_delete_is_204_without_a_body")
@on_each
def test_delete_is_200_with_success_true(staff, path):
    row = staff.make(path, **CREATE[path])
    answer = staff.delete(f"{path}/{row['id']}")
    assert answer.status_code == 200
    assert answer.json() == {"success": True}


@on_each
def test_delete_takes_that_row_and_no_other(staff, path):
    total = staff.read(path)["total"]
    row = staff.make(path, **CREATE[path])
    staff.delete(f"{path}/{row['id']}")
    assert staff.read(path)["total"] == total
    assert not staff.get(f"{path}/{row['id']}").is_success


# What belongs to what: a market has stalls, a stall has products, a product has been ordered.


def what_is_needed(staff):
    """Path of a parent, and of a row that needs it."""
    order = staff.make("/orders", lines=[{"productId": 1, "quantity": 1}])
    return [("/markets/1", "/stalls/1"), ("/stalls/1", "/products/1"), ("/products/1", f"/orders/{order['id']}")]


@since(2)
def test_delete_of_a_row_that_others_need_is_409_and_it_stays(staff):
    for parent, child in what_is_needed(staff):
        assert staff.delete(parent).status_code == 409
        assert staff.get(parent).status_code == 200, f"{child} has lost it"


@before("test_delete_of_a_row_that_others_need_is_409_and_it_stays")
def test_delete_of_a_row_that_others_need_leaves_orphans(staff):
    for parent, child in what_is_needed(staff):
        assert staff.delete(parent).is_success
        assert staff.get(parent).is_200_with_success_false
        assert staff.get(child).is_success, f"an orphan, its {parent} is gone"


@since(2)
@pytest.mark.parametrize(("path", "parent"), [("/stalls", "marketId"), ("/products", "stallId")])
def test_create_under_a_parent_that_does_not_exist_is_422_and_stores_nothing(staff, path, parent):
    total = staff.read(path)["total"]
    for id_ in NOBODY:
        assert staff.post(path, json=CREATE[path] | {parent: id_}).status_code == 422
    assert staff.read(path)["total"] == total


@before("test_create_under_a_parent_that_does_not_exist_is_422_and_stores_nothing")
@pytest.mark.parametrize(("path", "parent"), [("/stalls", "marketId"), ("/products", "stallId")])
def test_create_under_a_parent_that_does_not_exist_stores_an_orphan(staff, path, parent):
    for id_ in NOBODY:
        row = staff.make(path, **CREATE[path] | {parent: id_})
        assert staff.read(f"{path}/{row['id']}")[parent] == id_
