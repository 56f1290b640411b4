"""The seed data are what data/README.md says."""

import csv
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from workshop.course import DATA

NULLABLE = {"description", "note", "payment_reference"}
TABLES = {"markets": 24, "stalls": 200, "products": 1500, "customers": 300, "orders": 2000, "order_lines": None}
CHOICES = {
    ("markets", "status"): {"draft", "open", "closed"},
    ("products", "unit"): {"piece", "kg", "bunch", "jar"},
    ("customers", "role"): {"customer", "staff"},
    ("orders", "status"): {"pending", "paid", "cancelled"},
}
PARENTS = [
    ("stalls", "market_id", "markets"),
    ("products", "stall_id", "stalls"),
    ("orders", "customer_id", "customers"),
    ("order_lines", "order_id", "orders"),
    ("order_lines", "product_id", "products"),
]


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    """Every row as text, by the name of its table."""
    return {
        name: list(csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines())) for name in TABLES
    }


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_a_fresh_run_writes_the_same_bytes(tmp_path: Path, hash_seed: str) -> None:
    folder = tmp_path / "frische Märkte"
    folder.mkdir()
    odd = {"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(DATA / "generate.py"), str(folder)], check=True, env=os.environ | odd)
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.csv" for name in TABLES)
    for path in folder.iterdir():
        assert path.read_bytes() == (DATA / path.name).read_bytes(), f"{path.name}: run `python data/generate.py`"


def test_files_are_utf8_with_lf_and_hold_the_promised_number_of_rows(tables: dict[str, list[dict[str, str]]]) -> None:
    for name, rows in tables.items():
        assert b"\r" not in (DATA / f"{name}.csv").read_bytes(), name
        assert TABLES[name] in {None, len(rows)}, f"{name}: {len(rows)} rows"
        assert [row["id"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)], f"ids of {name}"


def test_foreign_keys_hold(tables: dict[str, list[dict[str, str]]]) -> None:
    for child, column, parent in PARENTS:
        ids = {row["id"] for row in tables[parent]}
        lost = [row["id"] for row in tables[child] if row[column] not in ids]
        assert lost == [], f"{child}.{column} points nowhere in these rows"


def test_only_the_named_columns_are_ever_empty(tables: dict[str, list[dict[str, str]]]) -> None:
    empty = {column for rows in tables.values() for row in rows for column, value in row.items() if value == ""}
    assert empty == NULLABLE


def test_values_stay_in_their_sets(tables: dict[str, list[dict[str, str]]]) -> None:
    for (table, column), allowed in CHOICES.items():
        assert {row[column] for row in tables[table]} == allowed, f"{table}.{column}"


def test_times_are_utc_and_nothing_is_updated_before_it_was_created(tables: dict[str, list[dict[str, str]]]) -> None:
    form = re.compile(r"2026-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for name, rows in tables.items():
        for row in rows:
            for column in {"created_at", "updated_at"} & set(row):
                assert form.fullmatch(row[column]), f"{name} {row['id']} {column}: {row[column]}"
            assert row.get("updated_at", "9") >= row.get("created_at", ""), f"{name} {row['id']}"


def test_orders_have_one_to_five_different_products_and_totals_add_up(tables: dict[str, list[dict[str, str]]]) -> None:
    totals: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    for line in tables["order_lines"]:
        totals[line["order_id"]] += int(line["quantity"]) * int(line["unit_price_cents"])
        lines.setdefault(line["order_id"], []).append(line["product_id"])
    for order in tables["orders"]:
        products = lines[order["id"]]
        assert 1 <= len(products) == len(set(products)) <= 5, f"order {order['id']}: {products}"
        assert totals[order["id"]] == int(order["total_cents"]), f"order {order['id']}"
        assert (order["status"] == "pending") == (order["payment_reference"] == ""), f"order {order['id']}"


def test_customers_can_sign_in_as_the_readme_says(tables: dict[str, list[dict[str, str]]]) -> None:
    customers = tables["customers"]
    assert len({row["email"] for row in customers}) == len(customers)
    assert [row["id"] for row in customers if row["role"] == "staff"] == ["1"]
    for row in customers:
        assert re.fullmatch(r"[a-z0-9.]+@example\.org", row["email"])
        secret = f"{row['email']}:market-{row['id']}".encode()
        assert row["password_hash"] == hashlib.sha256(secret).hexdigest(), row["email"]


def test_prices_and_stock_are_in_the_interfaces_limits(tables: dict[str, list[dict[str, str]]]) -> None:
    products = tables["products"]
    assert all(1 <= int(row["price_cents"]) <= 1_000_000 and 0 <= int(row["stock"]) <= 100_000 for row in products)
    assert all(int(row["stock"]) > 0 for row in products[:40])
    assert any(row["stock"] == "0" for row in products)


def test_the_edges_that_lessons_need_are_there(tables: dict[str, list[dict[str, str]]]) -> None:
    assert "24" not in {row["market_id"] for row in tables["stalls"]}
    assert {"50", "100", "150"}.isdisjoint(row["stall_id"] for row in tables["products"])
    assert len({row["product_id"] for row in tables["order_lines"]}) < len(tables["products"])
    assert len({row["customer_id"] for row in tables["orders"]}) < len(tables["customers"])
    assert sum(row["customer_id"] == "2" for row in tables["orders"]) > 20, "more than a page for customer 2"
    names = "".join(row["name"] for rows in tables.values() if "name" in rows[0] for row in rows)
    assert "'" in names
    assert not names.isascii()
