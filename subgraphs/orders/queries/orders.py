"""Reading orders; each statement is given whose orders may be seen. Nobody sees one that is still being placed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.orders.rules.rows import OrdersSeen
from subgraphs.orders.tables.orders import ORDER_CHARGES, ORDER_LINES, ORDERS, SHIPMENT_LINES, SHIPMENTS

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]
Place: TypeAlias = tuple[datetime, str]
"""Where a page starts: the moment and the number of the last order before it."""


async def orders_page(
    connection: AsyncConnection, seen: OrdersSeen, *, state: str | None, after: Place | None, limit: int
) -> Rows:
    """Orders seen, newest first, starting behind `after`."""
    chosen = select(ORDERS).where(*seen_by(seen), *_in_state(state))
    if after is not None:
        moment, number = after
        same_moment = and_(ORDERS.c.placed_at == moment, ORDERS.c.number < number)
        chosen = chosen.where(or_(ORDERS.c.placed_at < moment, same_moment))
    order = (ORDERS.c.placed_at.desc(), ORDERS.c.number.desc())
    return (await connection.execute(chosen.order_by(*order).limit(limit))).all()


async def count_orders(connection: AsyncConnection, seen: OrdersSeen, *, state: str | None) -> int:
    counted = select(func.count()).select_from(ORDERS).where(*seen_by(seen), *_in_state(state))
    return int((await connection.execute(counted)).scalar_one())


async def orders(connection: AsyncConnection, seen: OrdersSeen, numbers: Collection[str]) -> Rows:
    return (await connection.execute(select(ORDERS).where(*seen_by(seen), ORDERS.c.number.in_(numbers)))).all()


async def order(connection: AsyncConnection, number: str) -> AnyRow | None:
    """An order of any company, for whoever delivers it."""
    chosen = select(ORDERS).where(ORDERS.c.number == number, ORDERS.c.state != "pending")
    return (await connection.execute(chosen)).one_or_none()


async def lines(connection: AsyncConnection, numbers: Collection[str]) -> Rows:
    """Order lines with the quantity shipped so far, by position."""
    shipped = (
        select(
            SHIPMENT_LINES.c.order_number,
            SHIPMENT_LINES.c.position,
            func.sum(SHIPMENT_LINES.c.quantity).label("quantity"),
        )
        .where(SHIPMENT_LINES.c.order_number.in_(numbers))
        .group_by(SHIPMENT_LINES.c.order_number, SHIPMENT_LINES.c.position)
        .subquery()
    )
    same_line = and_(ORDER_LINES.c.order_number == shipped.c.order_number, ORDER_LINES.c.position == shipped.c.position)
    chosen = (
        select(ORDER_LINES, func.coalesce(shipped.c.quantity, 0).label("shipped_quantity"))
        .select_from(ORDER_LINES.outerjoin(shipped, same_line))
        .where(ORDER_LINES.c.order_number.in_(numbers))
        .order_by(ORDER_LINES.c.order_number, ORDER_LINES.c.position)
    )
    return (await connection.execute(chosen)).all()


async def charges(connection: AsyncConnection, numbers: Collection[str]) -> Rows:
    chosen = select(ORDER_CHARGES).where(ORDER_CHARGES.c.order_number.in_(numbers))
    return (await connection.execute(chosen.order_by(ORDER_CHARGES.c.order_number, ORDER_CHARGES.c.kind))).all()


async def shipments(connection: AsyncConnection, numbers: Collection[str]) -> Rows:
    """Shipments of orders in the order they left."""
    chosen = select(SHIPMENTS).where(SHIPMENTS.c.order_number.in_(numbers))
    return (await connection.execute(chosen.order_by(SHIPMENTS.c.order_number, SHIPMENTS.c.part))).all()


async def shipment_lines(connection: AsyncConnection, shipments: Collection[str]) -> Rows:
    chosen = select(SHIPMENT_LINES).where(SHIPMENT_LINES.c.shipment_number.in_(shipments))
    order = (SHIPMENT_LINES.c.shipment_number, SHIPMENT_LINES.c.position)
    return (await connection.execute(chosen.order_by(*order))).all()


def seen_by(seen: OrdersSeen) -> list[ColumnElement[bool]]:
    conditions = [ORDERS.c.company_id == seen.company, ORDERS.c.state != "pending"]
    if seen.branch is not None:
        conditions.append(ORDERS.c.branch_id == seen.branch)
    if seen.department is not None:
        conditions.append(ORDERS.c.department_id == seen.department)
    if seen.person is not None:
        conditions.append(ORDERS.c.placed_by == seen.person)
    return conditions


def _in_state(state: str | None) -> list[ColumnElement[bool]]:
    return [] if state is None else [ORDERS.c.state == state]
