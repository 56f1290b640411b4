"""Ids in a path: nobody's, impossible, and none at all."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

NOBODYS = [999_999, 2**63 - 1]
IMPOSSIBLE = ["0", "-1", "1.5", "one", "9223372036854775808", "99999999999999999999"]
RESOURCES = ["/markets", "/stalls", "/products"]
on_each = pytest.mark.parametrize("path", [*RESOURCES, "/orders"])


def each_request(staff, path, id_):
    """The answers to all requests that this path has for one row."""
    if path == "/orders":
        return [staff.get(f"/orders/{id_}"), staff.post(f"/orders/{id_}/cancel")]
    row = f"{path}/{id_}"
    return [staff.get(row), staff.patch(row, json={"name": "X"}), staff.delete(row)]


@since(2)
@on_each
def test_an_id_that_nobody_has_is_404(staff, path):
    for id_ in NOBODYS:
        for answer in each_request(staff, path, id_):
            assert answer.status_code == 404


@before("test_an_id_that_nobody_has_is_404")
@on_each
def test_an_id_that_nobody_has_is_200_with_success_false(staff, path):
    for id_ in NOBODYS:
        for answer in each_request(staff, path, id_):
            assert answer.is_200_with_success_false


@since(2)
@on_each
def test_an_id_that_cannot_be_is_422(staff, path):
    for id_ in IMPOSSIBLE:
        for answer in each_request(staff, path, id_):
            assert answer.status_code == 422


@before("test_an_id_that_cannot_be_is_422")
@on_each
def test_an_id_that_cannot_be_is_200_with_success_false(staff, path):
    for id_ in IMPOSSIBLE:
        for answer in each_request(staff, path, id_):
            assert answer.is_200_with_success_false


@since(2)
@on_each
def test_a_columns_name_is_no_id(staff, path):
    assert staff.get(f"{path}/id").status_code == 422
    assert staff.get(f"{path}/1 OR 1=1").status_code == 422


@before("test_a_columns_name_is_no_id")
@on_each
def test_a_columns_name_as_id_reads_the_first_row(staff, path):
    assert staff.get(f"{path}/id").json()["id"] == 1
    assert staff.get(f"{path}/1 OR 1=1").json()["id"] == 1


@since(2)
@pytest.mark.parametrize("path", RESOURCES)
def test_delete_with_a_columns_name_as_id_deletes_nothing(staff, path):
    total = staff.read(path)["total"]
    assert staff.delete(f"{path}/id").status_code == 422
    assert staff.read(path)["total"] == total


@before("test_delete_with_a_columns_name_as_id_deletes_nothing")
@pytest.mark.parametrize("path", RESOURCES)
def test_delete_with_a_columns_name_as_id_empties_the_table(staff, path):
    assert staff.delete(f"{path}/id").is_success
    assert staff.read(path)["total"] == 0
