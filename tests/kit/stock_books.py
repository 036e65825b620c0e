"""The books of stock: what the pools hold must be what was moved, and what is reserved in them what orders hold."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from subgraphs.common.database import Database
from subgraphs.stock.tables import MOVEMENTS, POOLS, RESERVATION_PARTS

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
