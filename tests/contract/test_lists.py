"""Lists: their shape, pages, order and filters."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

PATHS = ["/markets", "/stalls", "/products", "/orders"]
SORTS = {
    "/markets": ["id", "createdAt"],
    "/stalls": ["id", "createdAt"],
    "/products": ["id", "priceCents", "createdAt"],
    "/orders": ["id", "createdAt", "totalCents"],
}
SORTS_BY_NAME = [
    # Names that every collation puts in the same order, in a list of their own.
    ("/markets", "name", {"status": "draft"}, {"city": "Ghent", "status": "draft"}),
    ("/stalls", "name", {"marketId": 24}, {"marketId": 24}),
    ("/products", "name", {"stallId": 50}, {"stallId": 50, "priceCents": 100}),
    ("/markets", "city", {"status": "draft"}, {"name": "Night Market", "status": "draft"}),
]
WRONG_PAGES = [
    {"limit": 0},
    {"limit": -1},
    {"limit": 101},
    {"limit": "ten"},
    {"limit": 2.5},
    {"offset": -1},
    {"offset": "x"},
]
WRONG_FILTERS = [("/markets", {"status": "shut"}), ("/stalls", {"marketId": "one"}), ("/products", {"stallId": "0"})]
HIDDEN_COLUMNS = [("/markets", "description"), ("/stalls", "market_id"), ("/products", "stock"), ("/orders", "note")]


def ids(page):
    return [row["id"] for row in page["items"]]


@pytest.mark.parametrize("path", PATHS)
def test_a_list_says_its_total_limit_and_offset(client, path):
    page = client.get(path).json()
    assert set(page) == {"items", "total", "limit", "offset"}
    assert (page["limit"], page["offset"]) == (20, 0)
    assert len(page["items"]) == min(20, page["total"])


@pytest.mark.parametrize("path", PATHS)
def test_an_item_of_a_list_is_the_row_itself(client, path):
    item = client.read(path, limit=1)["items"][0]
    assert client.get(f"{path}/{item['id']}").json() == item


def test_the_total_counts_all_rows_that_match_not_those_of_the_page(client):
    assert client.read("/products", limit=1)["total"] == 1500
    assert client.read("/markets", status="closed", limit=1)["total"] == 2


@pytest.mark.parametrize("path", PATHS)
def test_pages_follow_each_other_without_gap_or_overlap(client, path):
    whole = ids(client.read(path, limit=9))
    parts = [ids(client.read(path, limit=4, offset=offset)) for offset in (0, 4, 8)]
    assert (parts[0] + parts[1] + parts[2])[:9] == whole


def test_a_page_beyond_the_end_is_empty_and_still_says_the_total(client):
    page = client.get("/markets", params={"offset": 1000}).json()
    assert page == {"items": [], "total": 24, "limit": 20, "offset": 1000}


def test_a_page_may_have_up_to_a_hundred_items(client):
    assert len(client.read("/products", limit=100)["items"]) == 100


@pytest.mark.parametrize("path", PATHS)
def test_a_list_is_ordered_by_id_unless_asked_otherwise(client, path):
    found = ids(client.read(path, limit=5))
    assert found == sorted(found)
    assert found[0] == ids(client.read(path, sort="id", limit=1))[0]


@pytest.mark.parametrize("path", PATHS)
def test_sort_orders_by_a_field_and_a_minus_turns_it_round(client, path):
    for field in SORTS[path]:
        up = [row[field] for row in client.read(path, sort=field, limit=4)["items"]]
        down = [row[field] for row in client.read(path, sort=f"-{field}", limit=4)["items"]]
        assert up == sorted(up), field
        assert down == sorted(down, reverse=True), field
        assert down[0] > up[-1], f"{field}: the two ends of the list are different ones"


@pytest.mark.parametrize(("path", "field", "filters", "body"), SORTS_BY_NAME)
def test_sort_orders_by_name(staff, path, field, filters, body):
    for name in ("Bread", "Cheese", "Apples"):
        staff.make(path, **body | {"name": "Night Market", field: name})
    values = [row[field] for row in staff.read(path, sort=field, **filters)["items"]]
    assert [value for value in values if value in {"Apples", "Bread", "Cheese"}] == ["Apples", "Bread", "Cheese"]
    values = [row[field] for row in staff.read(path, sort=f"-{field}", **filters)["items"]]
    assert [value for value in values if value in {"Apples", "Bread", "Cheese"}] == ["Cheese", "Bread", "Apples"]


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [("/markets", "status", "closed"), ("/stalls", "marketId", 3), ("/products", "stallId", 7)],
)
def test_a_filter_keeps_the_rows_that_match_and_no_others(client, path, field, value):
    page = client.read(path, **{field: value, "limit": 100})
    everything = [row for offset in range(0, 1500, 100) for row in client.read(path, limit=100, offset=offset)["items"]]
    assert ids(page) == [row["id"] for row in everything if row[field] == value]
    assert page["total"] == len(page["items"]) > 0


def test_filters_can_be_combined(client):
    page = client.read("/products", stallId=7, search="jam", limit=100)
    assert page["items"], "stall 7 sells preserves"
    assert all(row["stallId"] == 7 and "jam" in row["name"].lower() for row in page["items"])


def test_a_filter_that_nothing_matches_gives_an_empty_list(client):
    assert client.get("/stalls", params={"marketId": 24}).json()["items"] == []
    assert client.get("/products", params={"search": "no such thing"}).json()["total"] == 0


def test_search_finds_products_by_a_part_of_their_name_in_either_case(staff):
    made = staff.make("/products", stallId=50, name="Rye Bread, small", priceCents=420)
    for search in ("bread", "BREAD", "rye", "e b"):
        answer = staff.get("/products", params={"search": search, "stallId": 50})
        assert ids(answer.json()) == [made["id"]]


def test_search_takes_any_letter(staff):
    for search in ("Nonna's", '"fresh"', "Käse", "a;b", "--", "🥕"):
        made = staff.make("/products", stallId=50, name=f"Box {search} box", priceCents=420)
        answer = staff.get("/products", params={"search": search, "stallId": 50})
        assert ids(answer.json()) == [made["id"]]


@since(2)
def test_search_takes_a_percent_sign_and_a_low_line_as_they_are(staff):
    staff.make("/products", stallId=50, name="Plum cake, 50 off", priceCents=420)
    for search in ("_", "%", "5%f"):
        made = staff.make("/products", stallId=50, name=f"Plum cake, {search} off", priceCents=420)
        answer = staff.get("/products", params={"search": search, "stallId": 50, "sort": "-id", "limit": 1})
        assert ids(answer.json()) == [made["id"]]
        staff.delete(f"/products/{made['id']}")
        assert staff.read("/products", search=search, stallId=50)["total"] == 0


@before("test_search_takes_a_percent_sign_and_a_low_line_as_they_are")
def test_search_takes_a_percent_sign_and_a_low_line_for_any_letters(staff):
    staff.make("/products", stallId=50, name="Plum cake, 50 off", priceCents=420)
    for search in ("_", "%", "5%f"):
        answer = staff.get("/products", params={"search": search, "stallId": 50})
        assert answer.json()["total"] == 1, "the name does not hold that text"


@since(2)
@pytest.mark.parametrize("path", PATHS)
def test_a_limit_or_offset_that_is_not_allowed_is_422(client, path):
    for page in WRONG_PAGES:
        assert client.get(path, params=page).status_code == 422, f"{page}"


@before("test_a_limit_or_offset_that_is_not_allowed_is_422")
@pytest.mark.parametrize("path", PATHS)
def test_any_limit_reaches_the_database(client, path):
    for page in WRONG_PAGES:
        assert client.get(path, params=page).status_code == 200, f"{page}"
    everything = client.get(path, params={"limit": -1}).json()
    assert len(everything["items"]) == everything["total"], "the whole table in one answer"


@since(2)
@pytest.mark.parametrize(("path", "sort"), [*HIDDEN_COLUMNS, ("/markets", "created_at"), ("/markets", "--id")])
def test_a_sort_that_is_not_named_in_the_interface_is_422(client, path, sort):
    assert client.get(path, params={"sort": sort}).status_code == 422


@before("test_a_sort_that_is_not_named_in_the_interface_is_422")
@pytest.mark.parametrize(("path", "sort"), HIDDEN_COLUMNS)
def test_any_column_can_be_sorted_by(client, path, sort):
    field = {"market_id": "marketId"}.get(sort, sort)
    found = [row[field] for row in client.get(path, params={"sort": sort, "limit": 100}).json()["items"]]
    found = [value for value in found if value is not None]
    assert found == sorted(found), "the column's name went into the SQL as it came"


@since(2)
def test_a_filter_with_a_value_that_is_not_allowed_is_422(client):
    for path, filters in WRONG_FILTERS:
        assert client.get(path, params=filters).status_code == 422


@before("test_a_filter_with_a_value_that_is_not_allowed_is_422")
def test_a_filter_with_a_value_that_is_not_allowed_is_200_and_finds_nothing(client):
    for path, filters in WRONG_FILTERS:
        answer = client.get(path, params=filters)
        assert answer.status_code == 200
        assert answer.is_200_with_success_false or answer.json()["items"] == []


@since(2)
@pytest.mark.parametrize("path", PATHS)
def test_a_query_parameter_that_a_list_does_not_have_is_422(client, path):
    assert client.get(path, params={"colour": "green"}).status_code == 422


@before("test_a_query_parameter_that_a_list_does_not_have_is_422")
@pytest.mark.parametrize("path", PATHS)
def test_a_query_parameter_that_a_list_does_not_have_is_ignored(client, path):
    assert client.get(path, params={"colour": "green"}).json() == client.read(path)
