"""All that orders and stock have written down, in a form that two runs can be compared by.

The clock of a house stands still, so a run that was cut off and gone on with leaves the very rows of one that was not.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from subgraphs.common.database import Database
from subgraphs.orders.tables.errands import ERRANDS
from subgraphs.orders.tables.metadata import METADATA as ORDERS
from subgraphs.orders.tables.outbox import OUTBOX as ORDERS_OUTBOX
from subgraphs.orders.tables.placings import PLACINGS
from subgraphs.stock.tables import METADATA as STOCK
from subgraphs.stock.tables import OUTBOX as STOCK_OUTBOX
from tests.kit.stock_books import balance
from tests.kit.tables import contents
from werktor.house import House

Books = dict[str, list[str]]
"""The rows of every table, as text."""

LOOK = 0.05
"""Seconds between looks at what the house still has to do."""


async def settled(house: House) -> None:
    """Returns when no placing and no errand is under way and every event has been told."""
    orders, stock = house.services["orders"].database, house.services["stock"].database
    async for _ in orders.written(at_least_every=LOOK):
        if await _is_done(orders, PLACINGS, ERRANDS, ORDERS_OUTBOX) and await _is_done(stock, STOCK_OUTBOX):
            return


async def books_of(house: House) -> Books:
    """Raises AssertionError where pools, movements and reservations of stock do not agree."""
    await balance(house.services["stock"].database)
    told: Books = {}
    for name, metadata in (("orders", ORDERS), ("stock", STOCK)):
        rows = await contents(house.services[name].database, metadata)
        told |= {f"{name}.{table}": _texts(table, found) for table, found in rows.items()}
    return told


def _texts(table: str, rows: list[Any]) -> list[str]:
    """Of a key only what is answered under it; events in any order, as two subgraphs tell them side by side."""
    if table == "idempotency":
        rows = [row for row in rows if row.result is not None]
    if table == "outbox":
        return sorted(f"{row.topic} {row.event} {row.sequence is not None}" for row in rows)
    return [repr(tuple(row)) for row in rows]


async def _is_done(database: Database, *tables: Any) -> bool:
    async with database.read() as connection:
        for table in tables:
            waits = select(func.count()).select_from(table)
            if "sequence" in table.c:
                waits = waits.where(table.c.sequence.is_(None))
            if await connection.scalar(waits):
                return False
    return True
