"""The books of stock: what the pools hold must be what was moved, and what is reserved in them what orders hold."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import Row, select

from subgraphs.common.database import Database
from subgraphs.stock.tables import MOVEMENTS, POOLS, RESERVATION_LINES, RESERVATION_PARTS, RESERVATIONS

Pools = dict[tuple[str, str, str, str], tuple[int, int]]
"""Quantity and reserved by article, warehouse, kind and owner."""


async def pools(database: Database) -> Pools:
    async with database.read() as connection:
        rows = (await connection.execute(select(POOLS))).all()
    return {(row.sku, row.warehouse, row.kind, row.owner): (row.quantity, row.reserved) for row in rows}


async def by_movements(database: Database) -> Pools:
    """The pools as the log of movements tells them, those that hold nothing left out."""
    quantity: Counter[tuple[str, str, str, str]] = Counter()
    reserved: Counter[tuple[str, str, str, str]] = Counter()
    async with database.read() as connection:
        for row in (await connection.execute(select(MOVEMENTS))).all():
            key = (row.sku, row.warehouse, row.kind, row.owner)
            quantity[key] += row.quantity
            reserved[key] += row.reserved
    return {key: (quantity[key], reserved[key]) for key in quantity if quantity[key] or reserved[key]}


async def by_orders(database: Database) -> Counter[tuple[str, str, str, str]]:
    """What the lines of all orders hold of each pool."""
    held: Counter[tuple[str, str, str, str]] = Counter()
    async with database.read() as connection:
        for row in (await connection.execute(select(RESERVATION_PARTS))).all():
            held[row.sku, row.warehouse, row.kind, row.owner] += row.pieces
    return held


async def to_the_right_buyers(database: Database) -> None:
    """Raises AssertionError if anybody holds pieces of another's contingent, or free ones beside his own that lie idle.

    Pools must only have shrunk: what was given back since may lie idle though its owner took free pieces before.
    """
    columns = (RESERVATION_PARTS, RESERVATIONS.c.company, RESERVATIONS.c.tier, RESERVATIONS.c.direct)
    holding = select(*columns).join(RESERVATIONS, RESERVATIONS.c.order_id == RESERVATION_PARTS.c.order_id)
    async with database.read() as connection:
        parts = (await connection.execute(holding)).all()
    idle = {key for key, (quantity, reserved) in (await pools(database)).items() if quantity > reserved}
    for part in parts:
        assert _may_hold(part, part.kind, part.owner), part
        if part.kind == "free":
            own = [key for key in idle if key[0] == part.sku and key[2] != "free" and _may_hold(part, key[2], key[3])]
            assert not own, (part, own)


async def nobody_waits_in_vain(database: Database, today: date) -> None:
    """Raises AssertionError if a line waits for pieces while some lie in a pool open to its buyer."""
    columns = (RESERVATION_LINES, RESERVATIONS.c.company, RESERVATIONS.c.tier, RESERVATIONS.c.direct)
    waiting = select(*columns).join(RESERVATIONS).where(RESERVATION_LINES.c.back_ordered > 0)
    async with database.read() as connection:
        lines = (await connection.execute(waiting)).all()
        lying = (await connection.execute(select(POOLS).where(POOLS.c.quantity > POOLS.c.reserved))).all()
    for line in lines:
        for pool in lying:
            ended = pool.until is not None and pool.until < today
            open_to_him = ended or _may_hold(line, pool.kind, pool.owner)
            assert not (pool.sku == line.sku and open_to_him), (line, pool)


def _may_hold(buyer: Row[*tuple[object, ...]], kind: str, owner: str) -> bool:
    return kind == "free" or (not buyer.direct and owner == (buyer.company if kind == "company" else buyer.tier))


async def balance(database: Database, *, held_by_others: Pools | None = None) -> None:
    """Raises AssertionError unless pools, movements and reservations agree.

    `held_by_others`: pools as they began, where something was reserved for orders that are not told.
    """
    held = await by_orders(database)
    before = held_by_others or {}
    now = await pools(database)
    assert await by_movements(database) == {key: pool for key, pool in now.items() if pool != (0, 0)}
    assert {key: reserved for key, (_, reserved) in now.items()} == {
        key: held[key] + before.get(key, (0, 0))[1] for key in now
    }
