"""The tables. Nothing is required, nothing is unique, and no foreign key is checked."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

metadata = MetaData()

# SQLite counts up an INTEGER primary key by itself, and no other.
Id = BigInteger().with_variant(Integer, "sqlite")

Table(
    "markets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String),
    Column("city", String),
    Column("description", Text),
    Column("status", String),
    Column("created_at", String),
    Column("updated_at", String),
)
Table(
    "stalls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("market_id", BigInteger),
    Column("name", String),
    Column("description", Text),
    Column("created_at", String),
    Column("updated_at", String),
)
Table(
    "products",
    metadata,
    Column("id", Id, primary_key=True),
    Column("stall_id", BigInteger),
    Column("name", String),
    Column("description", Text),
    Column("unit", String),
    Column("price_cents", Integer),
    Column("stock", Integer),
    Column("created_at", String),
    Column("updated_at", String),
)
Table(
    "customers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("email", String),
    Column("name", String),
    Column("password_hash", String),
    Column("role", String),
    Column("created_at", String),
)
Table(
    "orders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", BigInteger),
    Column("status", String),
    Column("total_cents", Integer),
    Column("note", Text),
    Column("payment_reference", String),
    Column("created_at", String),
)
Table(
    "order_lines",
    metadata,
    Column("id", Id, primary_key=True),
    Column("order_id", BigInteger),
    Column("product_id", BigInteger),
    Column("quantity", Integer),
    Column("unit_price_cents", Integer),
)
