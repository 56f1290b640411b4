"""Ids in a path: missing, impossible, and none at all."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

MISSING = 999_999
LARGEST = 2**63 - 1
IMPOSSIBLE = ["0", "-1", "1.5", "one", "9223372036854775808", "99999999999999999999", "1 OR 1=1"]
ROWS = ["/markets", "/stalls", "/products", "/orders"]

READS_AND_WRITES = [(method, path) for path in ROWS[:3] for method in ("GET", "PATCH", "DELETE")]
READS_AND_WRITES += [("GET", "/orders"), ("POST", "/orders")]


def request(staff, method, path, id_):
    """The request that this path has for one row."""
    end = "/cancel" if method == "POST" else ""
    return staff.request(method, f"{path}/{id_}{end}", **({"json": {"name": "X"}} if method == "PATCH" else {}))


@since(2)
@pytest.mark.parametrize(("method", "path"), READS_AND_WRITES)
@pytest.mark.parametrize("id_", [MISSING, LARGEST])
def test_an_id_that_nobody_has_is_404(staff, method, path, id_):
    assert request(staff, method, path, id_).status_code == 404


@before("test_an_id_that_nobody_has_is_404")
@pytest.mark.parametrize(("method", "path"), READS_AND_WRITES)
@pytest.mark.parametrize("id_", [MISSING, LARGEST])
def test_an_id_that_nobody_has_is_200_with_success_false(staff, method, path, id_):
    assert request(staff, method, path, id_).is_200_with_success_false


@since(2)
@pytest.mark.parametrize(("method", "path"), READS_AND_WRITES)
def test_an_id_that_cannot_be_is_422(staff, method, path):
    for id_ in IMPOSSIBLE:
        assert request(staff, method, path, id_).status_code == 422, f"id {id_!r}"


@before("test_an_id_that_cannot_be_is_422")
@pytest.mark.parametrize(("method", "path"), READS_AND_WRITES)
def test_an_id_that_cannot_be_is_200_with_success_false_or_a_wrong_row(staff, method, path):
    for id_ in IMPOSSIBLE:
        answer = request(staff, method, path, id_)
        assert answer.status_code == 200, f"id {id_!r}"
        assert answer.is_200_with_success_false or id_ == "1 OR 1=1", f"id {id_!r}"


@since(2)
@pytest.mark.parametrize("path", ROWS)
def test_a_columns_name_is_no_id(staff, path):
    assert staff.get(f"{path}/id").status_code == 422


@before("test_a_columns_name_is_no_id")
@pytest.mark.parametrize("path", ROWS)
def test_a_columns_name_as_id_reads_the_first_row(staff, path):
    assert staff.get(f"{path}/id").json()["id"] == 1


@since(2)
@pytest.mark.parametrize("path", ROWS[:3])
def test_delete_with_a_columns_name_as_id_deletes_nothing(staff, path):
    total = staff.read(path)["total"]
    assert staff.delete(f"{path}/id").status_code == 422
    assert staff.read(path)["total"] == total


@before("test_delete_with_a_columns_name_as_id_deletes_nothing")
@pytest.mark.parametrize("path", ROWS[:3])
def test_delete_with_a_columns_name_as_id_empties_the_table(staff, path):
    assert staff.delete(f"{path}/id").is_success
    assert staff.read(path)["total"] == 0
