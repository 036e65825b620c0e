"""Errands to stock: written with the change they follow from, gone once stock has answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.tables.errands import ERRANDS

COLUMNS = ERRANDS.c


async def add(connection: AsyncConnection, errand: Mapping[str, Any]) -> AnyRow:
    row: AnyRow = (await connection.execute(insert(ERRANDS).values(errand).returning(ERRANDS))).one()
    return row


async def take(connection: AsyncConnection, errand: int, *, due: datetime, until: datetime) -> AnyRow | None:
    """The errand, kept until `until`; None where another runs it beyond `due`, or where it is done."""
    mine = (COLUMNS.id == errand, COLUMNS.due_at <= due)
    taken = update(ERRANDS).where(*mine).values(due_at=until, tries=COLUMNS.tries + 1)
    row: AnyRow | None = (await connection.execute(taken.returning(ERRANDS))).one_or_none()
    return row


async def end_turns(connection: AsyncConnection, at: datetime) -> None:
    """Whoever ran errands is gone: all of them are due."""
    await connection.execute(update(ERRANDS).values(due_at=at))


async def put_off(connection: AsyncConnection, errand: int, until: datetime) -> None:
    await connection.execute(update(ERRANDS).where(COLUMNS.id == errand).values(due_at=until))


async def done(connection: AsyncConnection, errand: int) -> None:
    await connection.execute(delete(ERRANDS).where(COLUMNS.id == errand))


async def of_order(connection: AsyncConnection, number: str) -> Rows:
    """The errands of an order in the order they were given."""
    return (await connection.execute(select(ERRANDS).where(COLUMNS.order_number == number).order_by(COLUMNS.id))).all()


async def waiting(connection: AsyncConnection, due: datetime, limit: int) -> Sequence[int]:
    """Errands that nobody runs, the first given first; of one order only the one whose turn it is."""
    chosen = select(COLUMNS.id).where(COLUMNS.due_at <= due, _first_of_its_order()).order_by(COLUMNS.id).limit(limit)
    return (await connection.scalars(chosen)).all()


async def next_due(connection: AsyncConnection) -> datetime | None:
    found: datetime | None = await connection.scalar(select(func.min(COLUMNS.due_at)).where(_first_of_its_order()))
    return found


def _first_of_its_order() -> ColumnElement[bool]:
    """What was sent and then given up must be told in this order, or stock would keep too little for the first."""
    earlier = ERRANDS.alias("earlier")
    return ~exists().where(earlier.c.order_number == COLUMNS.order_number, earlier.c.id < COLUMNS.id)
