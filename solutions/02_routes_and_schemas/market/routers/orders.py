"""Orders, over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, status
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from market.database import open_session
from market.models import Order, OrderLine, Product
from market.payments.client import PaymentDeclined, charge
from market.schemas.common import PathId
from market.schemas.orders import OrderCreate, OrderResponse
from market.schemas.pages import Page, PageQuery
from market.security.identity import signed_in
from market.sorting import ordering

router = APIRouter(prefix="/orders", tags=["orders"])

SORTS = {"id": Order.id, "createdAt": Order.created_at, "totalCents": Order.total_cents}


class OrderQuery(PageQuery):
    """The query parameters of the list."""

    sort: Literal["id", "-id", "createdAt", "-createdAt", "totalCents", "-totalCents"] = "id"


@router.get("")
async def list_orders(request: Request, query: Annotated[OrderQuery, Query()]) -> Page[OrderResponse]:
    """List the caller's own orders, a page at a time."""
    async with open_session(request) as session:
        customer = await signed_in(request, session)
        statement = select(Order).where(Order.customer_id == customer.id)
        total = await session.scalar(select(func.count()).select_from(statement.subquery()))
        page = statement.order_by(ordering(query.sort, SORTS)).limit(query.limit).offset(query.offset)
        orders = (await session.scalars(page)).all()
        items = [await to_response(session, order) for order in orders]
    return Page(items=items, total=total or 0, limit=query.limit, offset=query.offset)


@router.post("", status_code=status.HTTP_201_CREATED)
async def create_order(request: Request, data: OrderCreate) -> OrderResponse:
    """Buy."""
    async with open_session(request) as session:
        customer = await signed_in(request, session)
        bought: list[tuple[Product, int]] = []
        for line in data.lines:
            product = await session.get(Product, line.product_id)
            if product is None:
                raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, detail="There is no such product")
            if product.stock < line.quantity:
                raise HTTPException(status.HTTP_409_CONFLICT, detail=f"Only {product.stock} of {product.name} left")
            bought.append((product, line.quantity))
        total_cents = sum(product.price_cents * quantity for product, quantity in bought)
        order = Order(customer_id=customer.id, status="pending", total_cents=total_cents, note=data.note)
        session.add(order)
        await session.commit()

        try:
            order.payment_reference = await charge(
                request.app.state.settings.payment_url, amount_cents=total_cents, reference=f"order-{order.id}"
            )
        except PaymentDeclined:
            raise HTTPException(status.HTTP_402_PAYMENT_REQUIRED, detail="The payment was declined") from None

        for product, quantity in bought:
            session.add(
                OrderLine(
                    order_id=order.id,
                    product_id=product.id,
                    quantity=quantity,
                    unit_price_cents=product.price_cents,
                )
            )
            product.stock = Product.stock - quantity
            await session.commit()
        order.status = "paid"
        await session.commit()
        return await to_response(session, order)


@router.get("/{order_id}")
async def read_order(request: Request, order_id: PathId) -> OrderResponse:
    """Show one order."""
    async with open_session(request) as session:
        await signed_in(request, session)
        return await to_response(session, await find(session, order_id))


@router.post("/{order_id}/cancel")
async def cancel_order(request: Request, order_id: PathId) -> OrderResponse:
    """Cancel an order, and put its products back on the shelf."""
    async with open_session(request) as session:
        await signed_in(request, session)
        order = await find(session, order_id)
        if order.status == "cancelled":
            raise HTTPException(status.HTTP_409_CONFLICT, detail="The order is cancelled already")
        await session.refresh(order, ["lines"])
        for line in order.lines:
            product = await session.get_one(Product, line.product_id)
            product.stock = Product.stock + line.quantity
            await session.commit()
        order.status = "cancelled"
        await session.commit()
        return await to_response(session, order)


async def find(session: AsyncSession, order_id: int) -> Order:
    """Load an order, or answer 404."""
    order = await session.get(Order, order_id)
    if order is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Order not found")
    return order


async def to_response(session: AsyncSession, order: Order) -> OrderResponse:
    """Load what the answer shows: the lines, and each line's product."""
    await session.refresh(order, ["lines"])
    for line in order.lines:
        await session.refresh(line, ["product"])
    return OrderResponse.model_validate(order)
