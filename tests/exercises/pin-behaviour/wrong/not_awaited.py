# fails: asserts
# says: A call that is not awaited sends nothing
"""Without `await` the request is never sent; what is asserted on is the coroutine."""


async def test_order_is_stored(async_client, product):
    answer = async_client.post("/orders", json={"lines": [{"productId": product["id"], "quantity": 1}]})
    assert answer


async def test_list(async_client):
    answer = async_client.get("/orders")
    assert answer is not None
