# fails: green
# says: what the app does today
"""The whole answer was copied from a first run, with the moment and the number that it had then."""


def test_order(client, product):
    order = client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]}).json()
    assert order == {
        "id": 2001,
        "customerId": 2,
        "status": "paid",
        "totalCents": product["priceCents"],
        "note": None,
        "paymentReference": "ch_1",
        "createdAt": "2026-11-25T09:14:31Z",
        "lines": [
            {
                "productId": product["id"],
                "productName": product["name"],
                "quantity": 1,
                "unitPriceCents": product["priceCents"],
            }
        ],
    }
