"""What orders have reserved, what they wait for, and what has left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.inserting import insert_or
from subgraphs.stock.queries.rows import AnyRow, Rows
from subgraphs.stock.rules.buyer import Buyer
from subgraphs.stock.rules.filling import Filled
from subgraphs.stock.rules.reserving import LineReservation
from subgraphs.stock.tables import POOLS, RESERVATION_LINES, RESERVATION_PARTS, RESERVATIONS, SHIPMENTS

LINES = RESERVATION_LINES.c
PARTS = RESERVATION_PARTS.c


async def open_reservation(
    connection: AsyncConnection, order: str, buyer: Buyer, at: datetime, expires_at: datetime | None
) -> bool:
    """Begins the reservation of an order, holding it until the end of the transaction; False when one stands.

    A second caller waits for the first. What has ended may begin anew.
    """
    values = {
        "order_id": order,
        "company": buyer.company,
        "tier": buyer.tier,
        "direct": buyer.direct,
        "country": buyer.country,
        "at": at,
        "expires_at": expires_at,
        "ended_at": None,
    }
    statement = insert_or(connection, RESERVATIONS).values(values)
    anew = statement.on_conflict_do_update(
        index_elements=["order_id"], set_=values, where=RESERVATIONS.c.ended_at.is_not(None)
    )
    return bool((await connection.execute(anew)).rowcount == 1)


async def is_known(connection: AsyncConnection, order: str) -> bool:
    """Whether the order has ever reserved anything."""
    return await connection.scalar(select(true()).where(RESERVATIONS.c.order_id == order)) is not None


async def renew(connection: AsyncConnection, order: str, at: datetime, expires_at: datetime) -> None:
    """Gives a reservation that is due and still stands as much time as a new one."""
    due = update(RESERVATIONS).where(RESERVATIONS.c.order_id == order, RESERVATIONS.c.expires_at <= at)
    await connection.execute(due.values(expires_at=expires_at))


async def lock_reservation(connection: AsyncConnection, order: str) -> AnyRow | None:
    """Holds a reservation that has not ended until the end of the transaction; None where there is none."""
    columns = RESERVATIONS.c
    chosen = select(RESERVATIONS).where(columns.order_id == order, columns.ended_at.is_(None))
    return (await connection.execute(chosen.with_for_update(key_share=True))).one_or_none()


async def bind(connection: AsyncConnection, order: str, at: datetime) -> bool:
    """False when the reservation has ended, has expired or was never there."""
    columns = RESERVATIONS.c
    lasting = or_(columns.expires_at.is_(None), columns.expires_at > at)
    mine = update(RESERVATIONS).where(columns.order_id == order, columns.ended_at.is_(None), lasting)
    return bool((await connection.execute(mine.values(expires_at=None))).rowcount == 1)


async def keep(connection: AsyncConnection, order: str) -> None:
    """From now on the reservation does not expire; the caller holds it."""
    await connection.execute(update(RESERVATIONS).where(RESERVATIONS.c.order_id == order).values(expires_at=None))


async def end(connection: AsyncConnection, order: str, at: datetime) -> None:
    await connection.execute(update(RESERVATIONS).where(RESERVATIONS.c.order_id == order).values(ended_at=at))


async def expired(connection: AsyncConnection, at: datetime, limit: int) -> Sequence[str]:
    """Orders whose reservations are to be ended, the first to expire first."""
    columns = RESERVATIONS.c
    due = select(columns.order_id).where(columns.ended_at.is_(None), columns.expires_at <= at)
    return (await connection.scalars(due.order_by(columns.expires_at, columns.order_id).limit(limit))).all()


async def next_expiry(connection: AsyncConnection) -> datetime | None:
    columns = RESERVATIONS.c
    found: datetime | None = await connection.scalar(
        select(func.min(columns.expires_at)).where(columns.ended_at.is_(None))
    )
    return found


async def add_lines(connection: AsyncConnection, order: str, lines: Iterable[LineReservation]) -> None:
    """Writes lines with their parts in two statements."""
    rows: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    for line in lines:
        named = {"order_id": order, "position": line.position, "sku": line.sku}
        rows.append(named | {"back_ordered": line.back_ordered, "promised": line.promised})
        parts += [
            named | {"warehouse": part.warehouse, "kind": part.kind.value, "owner": part.owner, "pieces": part.pieces}
            for part in line.parts
        ]
    if rows:
        await connection.execute(insert(RESERVATION_LINES), rows)
    if parts:
        await connection.execute(insert(RESERVATION_PARTS), parts)


async def standing(connection: AsyncConnection, order: str, at: datetime) -> Rows:
    """Position, article, pieces reserved and back-ordered, day promised and expiry of the lines that stand."""
    same = and_(PARTS.order_id == LINES.order_id, PARTS.position == LINES.position)
    pieces = select(func.coalesce(func.sum(PARTS.pieces), 0)).where(same).scalar_subquery()
    header = RESERVATIONS.c
    chosen = (
        select(
            LINES.position,
            LINES.sku,
            pieces.label("reserved"),
            LINES.back_ordered,
            LINES.promised,
            header.expires_at,
        )
        .join_from(RESERVATION_LINES, RESERVATIONS)
        .where(LINES.order_id == order, or_(header.expires_at.is_(None), header.expires_at > at))
    )
    return (await connection.execute(chosen.order_by(LINES.position))).all()


async def lines(connection: AsyncConnection, order: str) -> Rows:
    chosen = select(RESERVATION_LINES).where(LINES.order_id == order)
    return (await connection.execute(chosen.order_by(LINES.position))).all()


async def parts(connection: AsyncConnection, order: str) -> Rows:
    chosen = select(RESERVATION_PARTS).where(PARTS.order_id == order)
    return (await connection.execute(chosen.order_by(*RESERVATION_PARTS.primary_key))).all()


async def remove_lines(connection: AsyncConnection, order: str, positions: Collection[int]) -> None:
    for table in (RESERVATION_PARTS, RESERVATION_LINES):
        columns = table.c
        await connection.execute(delete(table).where(columns.order_id == order, columns.position.in_(positions)))


async def set_parts(connection: AsyncConnection, order: str, pieces: Mapping[tuple[int, str, str, str], int]) -> None:
    """What is left of parts, by position, warehouse, kind and owner; one of which nothing is left goes."""
    columns = [column for column in RESERVATION_PARTS.primary_key if column.name != "order_id"]
    for key, left in pieces.items():
        mine = and_(PARTS.order_id == order, *(column == value for column, value in zip(columns, key, strict=True)))
        change = update(RESERVATION_PARTS).values(pieces=left) if left else delete(RESERVATION_PARTS)
        await connection.execute(change.where(mine))


async def waiting(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    """Lines with pieces on back-order, with their buyer: the oldest first."""
    header = RESERVATIONS.c
    chosen = (
        select(RESERVATION_LINES, header.company, header.tier, header.direct, header.country)
        .join_from(RESERVATION_LINES, RESERVATIONS)
        .where(LINES.sku.in_(skus), LINES.back_ordered > 0)
    )
    return (await connection.execute(chosen.order_by(header.at, LINES.order_id, LINES.position))).all()


async def waiting_for_ended(connection: AsyncConnection, today: date) -> Sequence[str]:
    """Articles that lines wait for while pieces lie in a contingent whose last day has passed."""
    pool = POOLS.c
    lying = exists().where(pool.sku == LINES.sku, pool.until < today, pool.quantity > pool.reserved)
    chosen = select(LINES.sku).where(LINES.back_ordered > 0, lying).distinct()
    return (await connection.scalars(chosen.order_by(LINES.sku))).all()


async def add_filled(connection: AsyncConnection, sku: str, filled: Sequence[Filled]) -> None:
    """Adds parts to lines that waited, and what they still wait for."""
    rows = [
        {
            "order_id": line.order,
            "position": line.position,
            "sku": sku,
            "warehouse": part.warehouse,
            "kind": part.kind.value,
            "owner": part.owner,
            "pieces": part.pieces,
        }
        for line in filled
        for part in line.parts
    ]
    statement = insert_or(connection, RESERVATION_PARTS)
    key = [column.name for column in RESERVATION_PARTS.primary_key]
    more = {"pieces": PARTS.pieces + statement.excluded.pieces}
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=more), rows)
    mine = and_(LINES.order_id == bindparam("order"), LINES.position == bindparam("line"))
    change = update(RESERVATION_LINES).where(mine)
    await connection.execute(
        change.values(back_ordered=bindparam("rest"), promised=bindparam("day")),
        [
            {"order": line.order, "line": line.position, "rest": line.back_ordered, "day": line.promised}
            for line in filled
        ],
    )


async def shipment(connection: AsyncConnection, order: str, number: str) -> str | None:
    """What a shipment that has left took; None when it has not."""
    columns = SHIPMENTS.c
    chosen = select(columns.body).where(columns.order_id == order, columns.shipment == number)
    found: str | None = await connection.scalar(chosen)
    return found


async def keep_shipment(connection: AsyncConnection, order: str, number: str, body: str, at: datetime) -> None:
    await connection.execute(insert(SHIPMENTS).values(order_id=order, shipment=number, body=body, at=at))
