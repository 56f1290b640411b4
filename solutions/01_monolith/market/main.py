"""The farmers' market API: one file, one function, every path."""

import hashlib
import hmac
import json
import os
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, Request
from sqlalchemy import create_engine

app = FastAPI(title="Farmers' market")


@app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
async def api(request: Request, path: str) -> Any:
    """Do everything."""
    print(f"-> {request.method} /{path}")
    url = os.environ["DATABASE_URL"].replace("+aiosqlite", "").replace("+asyncpg", "+psycopg")
    secret = os.environ.get("TOKEN_SECRET", "development-only")
    engine = create_engine(url)
    db = engine.connect()
    try:
        method = request.method
        parts = path.split("/")
        what = parts[0]
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        q = request.query_params

        def esc(value: Any) -> str:  # ticket 214: "Nonna's Oven" could not be saved
            return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"

        if what == "health":
            return {"status": "ok"}

        # ---------------------------------------------------------------- token
        if what == "token" and method == "POST":
            form = parse_qs((await request.body()).decode())
            email = form["username"][0]
            password = form["password"][0]
            digest = hashlib.sha256(f"{email}:{password}".encode()).hexdigest()
            sql = f"SELECT id FROM customers WHERE email = {esc(email)} AND password_hash = '{digest}'"
            customer = db.exec_driver_sql(sql).mappings().first()
            if customer:
                subject = str(customer["id"])
                signature = hmac.new(secret.encode(), subject.encode(), "sha256").hexdigest()
                return {"access_token": f"{subject}.{signature}", "token_type": "bearer"}
            return {"success": False, "error": "Wrong email or password"}

        # who is it?
        user_id = 0
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if "." in token:
            subject, signature = token.split(".", 1)
            if hmac.new(secret.encode(), subject.encode(), "sha256").hexdigest() == signature:
                user_id = int(subject)

        if what == "me" and method == "GET":
            sql = f"SELECT * FROM customers WHERE id = {user_id}"
            customer = db.exec_driver_sql(sql).mappings().first()
            if not customer:
                return {"success": False, "error": "Not signed in"}
            return {
                "id": customer["id"],
                "email": customer["email"],
                "name": customer["name"],
                "role": customer["role"],
                "passwordHash": customer["password_hash"],
                "createdAt": customer["created_at"],
            }

        # ------------------------------------------- markets, stalls, products
        if what in ("markets", "stalls", "products"):
            if what == "markets":
                columns = {"name": "name", "city": "city", "description": "description", "status": "status"}
            elif what == "stalls":
                columns = {"marketId": "market_id", "name": "name", "description": "description"}
            else:
                columns = {
                    "stallId": "stall_id",
                    "name": "name",
                    "description": "description",
                    "unit": "unit",
                    "priceCents": "price_cents",
                    "stock": "stock",
                }
            out = {"id": "id", **columns, "createdAt": "created_at", "updatedAt": "updated_at"}

            if len(parts) == 1 and method == "GET":
                where = "1 = 1"
                if q.get("status"):
                    where += f" AND status = {esc(q['status'])}"
                if q.get("marketId"):
                    where += f" AND market_id = {q['marketId']}"
                if q.get("stallId"):
                    where += f" AND stall_id = {q['stallId']}"
                if q.get("search"):
                    where += f" AND name LIKE {esc('%' + q['search'] + '%')}"
                sort = q.get("sort", "id")
                direction = "DESC" if sort.startswith("-") else "ASC"
                sort = sort.lstrip("-")
                order_by = out.get(sort, sort)
                limit = int(q.get("limit", 20))
                offset = int(q.get("offset", 0))
                sql = (
                    f"SELECT * FROM {what} WHERE {where} ORDER BY {order_by} {direction} LIMIT {limit} OFFSET {offset}"
                )
                rows = db.exec_driver_sql(sql).mappings().all()
                total = db.exec_driver_sql(f"SELECT COUNT(*) FROM {what} WHERE {where}").scalar()
                items = []
                for row in rows:
                    item = {}
                    for key in out:
                        item[key] = row[out[key]]
                    items.append(item)
                return {"items": items, "total": total, "limit": limit, "offset": offset}

            if len(parts) == 1 and method == "POST":
                body = json.loads(await request.body())
                defaults = {"description": None, "status": "draft", "unit": "piece", "stock": 0}
                names = ", ".join(columns.values())
                values = ", ".join(esc(body.get(k, defaults[k]) if k in defaults else body[k]) for k in columns)
                sql = (
                    f"INSERT INTO {what} ({names}, created_at, updated_at)"
                    f" VALUES ({values}, '{now}', '{now}') RETURNING id"
                )
                new_id = db.exec_driver_sql(sql).scalar()
                db.commit()
                row = db.exec_driver_sql(f"SELECT * FROM {what} WHERE id = {new_id}").mappings().one()
                return {key: row[out[key]] for key in out}

            if len(parts) == 2:
                item_id = parts[1]
                found = db.exec_driver_sql(f"SELECT * FROM {what} WHERE id = {item_id}").mappings().first()
                if not found:
                    return {"success": False, "error": "Not found"}
                if method == "GET":
                    return {key: found[out[key]] for key in out}
                if method == "PATCH":
                    body = json.loads(await request.body())
                    sets = f"updated_at = '{now}'"
                    for key, value in body.items():
                        if key in columns and key not in ("marketId", "stallId"):
                            sets += f", {columns[key]} = {esc(value)}"
                    db.exec_driver_sql(f"UPDATE {what} SET {sets} WHERE id = {item_id}")
                    db.commit()
                    row = db.exec_driver_sql(f"SELECT * FROM {what} WHERE id = {item_id}").mappings().one()
                    return {key: row[out[key]] for key in out}
                if method == "DELETE":
                    db.exec_driver_sql(f"DELETE FROM {what} WHERE id = {item_id}")
                    db.commit()
                    return {"success": True}

        # --------------------------------------------------------------- orders
        if what == "orders":
            if not user_id:
                return {"success": False, "error": "Not signed in"}

            def order_json(order: Any) -> dict[str, Any]:
                lines = []
                sql = f"SELECT * FROM order_lines WHERE order_id = {order['id']} ORDER BY id"
                for line in db.exec_driver_sql(sql).mappings().all():
                    sql = f"SELECT * FROM products WHERE id = {line['product_id']}"
                    product = db.exec_driver_sql(sql).mappings().first()
                    lines.append(
                        {
                            "productId": line["product_id"],
                            "productName": product["name"] if product else "?",
                            "quantity": line["quantity"],
                            "unitPriceCents": line["unit_price_cents"],
                        }
                    )
                return {
                    "id": order["id"],
                    "customerId": order["customer_id"],
                    "status": order["status"],
                    "totalCents": order["total_cents"],
                    "note": order["note"],
                    "paymentReference": order["payment_reference"],
                    "createdAt": order["created_at"],
                    "lines": lines,
                }

            if len(parts) == 1 and method == "GET":
                sort = q.get("sort", "id")
                direction = "DESC" if sort.startswith("-") else "ASC"
                sort = sort.lstrip("-")
                order_by = {"createdAt": "created_at", "totalCents": "total_cents"}.get(sort, sort)
                limit = int(q.get("limit", 20))
                offset = int(q.get("offset", 0))
                sql = (
                    f"SELECT * FROM orders WHERE customer_id = {user_id}"
                    f" ORDER BY {order_by} {direction} LIMIT {limit} OFFSET {offset}"
                )
                items = []
                for order in db.exec_driver_sql(sql).mappings().all():
                    items.append(order_json(order))
                total = db.exec_driver_sql(f"SELECT COUNT(*) FROM orders WHERE customer_id = {user_id}").scalar()
                return {"items": items, "total": total, "limit": limit, "offset": offset}

            if len(parts) == 1 and method == "POST":
                body = json.loads(await request.body())
                total = 0
                bought = []
                for line in body["lines"]:
                    sql = f"SELECT * FROM products WHERE id = {line['productId']}"
                    product = db.exec_driver_sql(sql).mappings().first()
                    if not product:
                        continue
                    if product["stock"] < line["quantity"]:
                        return {"success": False, "error": f"Only {product['stock']} of {product['name']} left"}
                    total += product["price_cents"] * line["quantity"]
                    bought.append((product, line["quantity"]))
                sql = (
                    "INSERT INTO orders (customer_id, status, total_cents, note, created_at) VALUES"
                    f" ({user_id}, 'pending', {total}, {esc(body.get('note'))}, '{now}') RETURNING id"
                )
                order_id = db.exec_driver_sql(sql).scalar()
                db.commit()
                # the gateway wants our order number, so the order has to be there first
                response = httpx.post(
                    os.environ["PAYMENT_URL"] + "/charges",
                    json={"amountCents": total, "reference": f"order-{order_id}"},
                    timeout=None,  # ticket 187: timeouts on market days
                    trust_env=False,
                )
                if response.status_code == 402:
                    return {"success": False, "error": "Payment declined"}
                response.raise_for_status()
                for product, quantity in bought:
                    sql = (
                        "INSERT INTO order_lines (order_id, product_id, quantity, unit_price_cents)"
                        f" VALUES ({order_id}, {product['id']}, {quantity}, {product['price_cents']})"
                    )
                    db.exec_driver_sql(sql)
                    db.commit()
                    db.exec_driver_sql(f"UPDATE products SET stock = stock - {quantity} WHERE id = {product['id']}")
                    db.commit()
                reference = response.json()["id"]
                sql = f"UPDATE orders SET status = 'paid', payment_reference = '{reference}' WHERE id = {order_id}"
                db.exec_driver_sql(sql)
                db.commit()
                row = db.exec_driver_sql(f"SELECT * FROM orders WHERE id = {order_id}").mappings().one()
                return order_json(row)

            if len(parts) >= 2:
                found = db.exec_driver_sql(f"SELECT * FROM orders WHERE id = {parts[1]}").mappings().first()
                if not found:
                    return {"success": False, "error": "Not found"}
                if len(parts) == 2 and method == "GET":
                    return order_json(found)
                if len(parts) == 3 and parts[2] == "cancel" and method == "POST":
                    for line in order_json(found)["lines"]:
                        sql = f"UPDATE products SET stock = stock + {line['quantity']} WHERE id = {line['productId']}"
                        db.exec_driver_sql(sql)
                        db.commit()
                    db.exec_driver_sql(f"UPDATE orders SET status = 'cancelled' WHERE id = {found['id']}")
                    db.commit()
                    row = db.exec_driver_sql(f"SELECT * FROM orders WHERE id = {found['id']}").mappings().one()
                    return order_json(row)

        return {"success": False, "error": "Unknown request"}
    except Exception as error:
        print("ERROR", error)
        return {"success": False, "error": str(error)}
    finally:
        db.close()
        engine.dispose()
