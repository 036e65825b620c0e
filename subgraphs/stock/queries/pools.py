"""Changes of pools: guarded, in key order, and each kept as a movement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, insert, literal, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.inserting import insert_or
from subgraphs.stock.rules.movements import Cause, Movement, PoolKey, sums
from subgraphs.stock.tables import LEVELS, MOVEMENTS, POOLS, WAREHOUSES


class NotEnough(Exception):
    """A pool would have less than nothing left; what was changed before it in the same transaction has to be undone."""


async def move(connection: AsyncConnection, movements: Sequence[Movement], subject: str, at: datetime) -> None:
    """Changes each pool in one guarded statement, in key order, and keeps the movements; raises NotEnough."""
    for pool, quantity, reserved in sums(movements):
        if (quantity or reserved) and not await _change(connection, pool, quantity, reserved):
            raise NotEnough(f"Pool {pool} cannot change by {quantity}, reserved by {reserved}.")
    if movements:
        await connection.execute(insert(MOVEMENTS), [_row(movement, subject, at) for movement in movements])


async def begin_log(connection: AsyncConnection, subject: str, at: datetime) -> None:
    """Keeps what pools hold that have no movement yet as what they opened with."""
    columns = POOLS.c
    key = [column.name for column in POOLS.primary_key]
    moved = exists().where(*(columns[name] == MOVEMENTS.c[name] for name in key))
    holding = or_(columns.quantity != 0, columns.reserved != 0)
    told = literal(Cause.OPENED.value), literal(subject), literal(at, MOVEMENTS.c.at.type)
    opened = select(*POOLS.primary_key, columns.quantity, columns.reserved, *told).where(holding, ~moved)
    names = [*key, "quantity", "reserved", "cause", "subject", "at"]
    await connection.execute(insert(MOVEMENTS).from_select(names, opened))


async def lock(connection: AsyncConnection, skus: Collection[str]) -> None:
    """Holds all pools of the articles until the end of the transaction, taken in key order.

    On SQLite a writing transaction holds everything as it is.
    """
    rows = select(POOLS.c.sku).where(POOLS.c.sku.in_(skus)).order_by(*POOLS.primary_key)
    await connection.execute(rows.with_for_update(key_share=True))


async def is_warehouse(connection: AsyncConnection, code: str) -> bool:
    return await connection.scalar(select(true()).where(WAREHOUSES.c.code == code)) is not None


async def is_kept(connection: AsyncConnection, sku: str) -> bool:
    """Whether any warehouse keeps the article."""
    return await connection.scalar(select(true()).where(LEVELS.c.sku == sku).limit(1)) is not None


async def open_free_pool(connection: AsyncConnection, sku: str, warehouse: str) -> None:
    """From now on the warehouse keeps the article, if it did not already."""
    here = {"sku": sku, "warehouse": warehouse}
    empty = here | {"kind": "free", "owner": "", "quantity": 0, "reserved": 0}
    await connection.execute(insert_or(connection, LEVELS).values(here).on_conflict_do_nothing())
    await connection.execute(insert_or(connection, POOLS).values(empty).on_conflict_do_nothing())


async def _change(connection: AsyncConnection, pool: PoolKey, quantity: int, reserved: int) -> bool:
    columns = POOLS.c
    named = and_(*(column == value for column, value in zip(POOLS.primary_key, pool, strict=True)))
    enough = columns.quantity - columns.reserved >= reserved - quantity
    guarded = update(POOLS).where(named, enough, columns.reserved >= -reserved)
    changed = await connection.execute(
        guarded.values(quantity=columns.quantity + quantity, reserved=columns.reserved + reserved)
    )
    return bool(changed.rowcount == 1)


def _row(movement: Movement, subject: str, at: datetime) -> dict[str, object]:
    return {
        "sku": movement.sku,
        "warehouse": movement.warehouse,
        "kind": movement.kind.value,
        "owner": movement.owner,
        "quantity": movement.quantity,
        "reserved": movement.reserved,
        "cause": movement.cause.value,
        "order_id": movement.order,
        "position": movement.position,
        "reason": movement.reason,
        "subject": subject,
        "at": at,
    }
