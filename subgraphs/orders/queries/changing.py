"""Writing orders: taking them in, agreeing amounts, moving them on. Each order is held while it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.orders.queries.orders import AnyRow, seen_by
from subgraphs.orders.rules.rows import OrdersSeen
from subgraphs.orders.tables.orders import (
    ORDER_CHARGES,
    ORDER_LINES,
    ORDER_NUMBERS,
    ORDERS,
    SHIPMENT_LINES,
    SHIPMENTS,
)


async def next_number(connection: AsyncConnection) -> str:
    """Nobody else gets this one, even if its order comes to nothing."""
    counted = update(ORDER_NUMBERS).values(next=ORDER_NUMBERS.c.next + 1).returning(ORDER_NUMBERS.c.next)
    return str((await connection.execute(counted)).scalar_one() - 1)


async def add_order(connection: AsyncConnection, order: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> None:
    await connection.execute(insert(ORDERS).values(order))
    await connection.execute(insert(ORDER_LINES), [dict(line) for line in lines])


async def remove_order(connection: AsyncConnection, number: str) -> None:
    """An order that has never been placed leaves nothing behind."""
    await connection.execute(delete(ORDER_CHARGES).where(ORDER_CHARGES.c.order_number == number))
    await connection.execute(delete(ORDER_LINES).where(ORDER_LINES.c.order_number == number))
    await connection.execute(delete(ORDERS).where(ORDERS.c.number == number))


async def held_order(connection: AsyncConnection, number: str, seen: OrdersSeen | None) -> AnyRow | None:
    """A placed order among those seen (all when None), held until the end of the transaction."""
    conditions = [] if seen is None else seen_by(seen)
    chosen = select(ORDERS).where(*conditions, ORDERS.c.number == number, ORDERS.c.state != "pending")
    return (await connection.execute(chosen.with_for_update())).one_or_none()


async def change_order(connection: AsyncConnection, number: str, **values: Any) -> AnyRow:
    """The order with these values and the next version."""
    changed = update(ORDERS).where(ORDERS.c.number == number).values(version=ORDERS.c.version + 1, **values)
    row: AnyRow = (await connection.execute(changed.returning(ORDERS))).one()
    return row


async def change_lines(connection: AsyncConnection, number: str, lines: Collection[Mapping[str, Any]]) -> None:
    """Each line names its position and the columns that change, all lines the same ones."""
    if not lines:
        return
    columns = [name for name in next(iter(lines)) if name != "position"]
    changed = (
        update(ORDER_LINES)
        .where(ORDER_LINES.c.order_number == number, ORDER_LINES.c.position == bindparam("at_position"))
        .values({name: bindparam(name) for name in columns})
    )
    told = [{"at_position": line["position"]} | {name: line[name] for name in columns} for line in lines]
    await connection.execute(changed, told)


async def add_charges(connection: AsyncConnection, charges: Sequence[Mapping[str, Any]]) -> None:
    if charges:
        await connection.execute(insert(ORDER_CHARGES), [dict(charge) for charge in charges])


async def add_shipment(
    connection: AsyncConnection, shipment: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]
) -> None:
    await connection.execute(insert(SHIPMENTS).values(shipment))
    await connection.execute(insert(SHIPMENT_LINES), [dict(line) for line in lines])
