"""Placings under way: who runs them, how far they are, and the cart they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.carts import CartOwner
from subgraphs.orders.tables.carts import CARTS
from subgraphs.orders.tables.placings import PLACINGS

COLUMNS = PLACINGS.c


class TurnLost(Exception):
    """Somebody else runs this placing by now; what he does counts."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Which placing is run, and the turn in which it is."""

    owner: str
    key: str
    turn: int

    @classmethod
    def of(cls, row: AnyRow) -> Turn:
        return cls(row.owner, row.key, row.turn)


async def begin(connection: AsyncConnection, placing: Mapping[str, Any]) -> AnyRow:
    row: AnyRow = (await connection.execute(insert(PLACINGS).values(placing).returning(PLACINGS))).one()
    return row


async def exists(connection: AsyncConnection, owner: str, key: str) -> bool:
    mine = (COLUMNS.owner == owner, COLUMNS.key == key)
    return bool(await connection.scalar(select(func.count()).select_from(PLACINGS).where(*mine)))


async def take(connection: AsyncConnection, owner: str, key: str, *, due: datetime, until: datetime) -> AnyRow | None:
    """The next turn of a placing, kept until `until`; None where another has it beyond `due`."""
    mine = (COLUMNS.owner == owner, COLUMNS.key == key, COLUMNS.due_at <= due)
    taken = update(PLACINGS).where(*mine).values(turn=COLUMNS.turn + 1, due_at=until)
    row: AnyRow | None = (await connection.execute(taken.returning(PLACINGS))).one_or_none()
    return row


async def end_turns(connection: AsyncConnection, at: datetime) -> None:
    """Whoever ran placings is gone: all of them are due."""
    await connection.execute(update(PLACINGS).values(turn=COLUMNS.turn + 1, due_at=at))


async def advance(connection: AsyncConnection, turn: Turn, **values: Any) -> AnyRow:
    """The placing with these values; raises TurnLost."""
    written = await connection.execute(update(PLACINGS).where(*_mine(turn)).values(values).returning(PLACINGS))
    row: AnyRow | None = written.one_or_none()
    if row is None:
        raise TurnLost
    return row


async def end(connection: AsyncConnection, turn: Turn) -> None:
    """Raises TurnLost."""
    if (await connection.execute(delete(PLACINGS).where(*_mine(turn)))).rowcount != 1:
        raise TurnLost


async def waiting(connection: AsyncConnection, due: datetime, limit: int) -> Sequence[tuple[str, str]]:
    """Owner and key of the placings that nobody runs, the longest waiting first."""
    chosen = select(COLUMNS.owner, COLUMNS.key).where(COLUMNS.due_at <= due)
    first = (COLUMNS.due_at, COLUMNS.owner, COLUMNS.key)
    return [(row.owner, row.key) for row in await connection.execute(chosen.order_by(*first).limit(limit))]


async def next_due(connection: AsyncConnection) -> datetime | None:
    found: datetime | None = await connection.scalar(select(func.min(COLUMNS.due_at)))
    return found


async def mark_cart(connection: AsyncConnection, owner: CartOwner, cart_id: str, version: int, number: str) -> bool:
    """The cart becomes this order; False when it has changed or has become another."""
    same = (CARTS.c.company_id == owner.company, CARTS.c.person == owner.person, CARTS.c.id == cart_id)
    free = (CARTS.c.version == version, CARTS.c.order_number.is_(None))
    return bool((await connection.execute(update(CARTS).where(*same, *free).values(order_number=number))).rowcount == 1)


async def free_cart(connection: AsyncConnection, number: str) -> None:
    """The cart that was to become this order can be ordered again."""
    await connection.execute(update(CARTS).where(CARTS.c.order_number == number).values(order_number=None))


def _mine(turn: Turn) -> tuple[ColumnElement[bool], ...]:
    return COLUMNS.owner == turn.owner, COLUMNS.key == turn.key, COLUMNS.turn == turn.turn
