"""Every SQL statement of stock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.tables import CORRECTIONS, DEMANDS, LEVELS, MOVEMENTS, POOLS, RECEIPTS, WAREHOUSES

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]


async def levels(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    """A row for each pool of each warehouse that keeps one of the articles; pool columns are null where it has none."""
    same = (LEVELS.c.sku == POOLS.c.sku) & (LEVELS.c.warehouse == POOLS.c.warehouse)
    columns = (POOLS.c.kind, POOLS.c.owner, POOLS.c.quantity, POOLS.c.reserved, POOLS.c.until)
    chosen = select(LEVELS, *columns).select_from(LEVELS.outerjoin(POOLS, same)).where(LEVELS.c.sku.in_(skus))
    ordered = chosen.order_by(LEVELS.c.sku, LEVELS.c.warehouse, POOLS.c.kind, POOLS.c.owner)
    return (await connection.execute(ordered)).all()


async def receipts(connection: AsyncConnection, skus: Collection[str], since: date) -> Rows:
    columns = RECEIPTS.c
    chosen = select(RECEIPTS).where(columns.sku.in_(skus), columns.day >= since)
    return (await connection.execute(chosen.order_by(columns.sku, columns.day, columns.id))).all()


async def demands(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    chosen = select(DEMANDS).where(DEMANDS.c.sku.in_(skus))
    return (await connection.execute(chosen.order_by(DEMANDS.c.sku, DEMANDS.c.day, DEMANDS.c.id))).all()


async def warehouses(connection: AsyncConnection, codes: Collection[str]) -> Rows:
    chosen = select(WAREHOUSES).where(WAREHOUSES.c.code.in_(codes))
    return (await connection.execute(chosen.order_by(WAREHOUSES.c.code))).all()


async def is_warehouse(connection: AsyncConnection, code: str) -> bool:
    return await connection.scalar(select(true()).where(WAREHOUSES.c.code == code)) is not None


async def is_kept(connection: AsyncConnection, sku: str) -> bool:
    """Whether any warehouse keeps the article."""
    return await connection.scalar(select(true()).where(LEVELS.c.sku == sku).limit(1)) is not None


async def claim_key(connection: AsyncConnection, subject: str, key: str, body: str, at: datetime) -> bool:
    """Takes an idempotency key for this transaction; False when it is taken, after waiting for who has it."""
    values = {"subject": subject, "key": key, "body": body, "at": at}
    statement = _insert(connection, CORRECTIONS).values(values)
    written = await connection.execute(statement.on_conflict_do_nothing(index_elements=["subject", "key"]))
    return bool(written.rowcount == 1)


async def correction(connection: AsyncConnection, subject: str, key: str) -> AnyRow:
    columns = CORRECTIONS.c
    found = await connection.execute(select(CORRECTIONS).where(columns.subject == subject, columns.key == key))
    return found.one()


async def keep_error(connection: AsyncConnection, subject: str, key: str, error_code: str) -> None:
    columns = CORRECTIONS.c
    await connection.execute(
        update(CORRECTIONS).where(columns.subject == subject, columns.key == key).values(error_code=error_code)
    )


async def correct_free_pool(connection: AsyncConnection, correction: Correction) -> bool:
    """Moves the free pool in one guarded statement; False when it would hold less than is reserved.

    Found pieces open a level and a free pool where there was none.
    """
    here = {"sku": correction.sku, "warehouse": correction.warehouse}
    if correction.difference > 0:
        await connection.execute(_insert(connection, LEVELS).values(here).on_conflict_do_nothing())
        found = here | {"kind": "free", "owner": "", "quantity": correction.difference, "reserved": 0}
        statement = _insert(connection, POOLS).values(found)
        key = [column.name for column in POOLS.primary_key]
        quantity = POOLS.c.quantity + statement.excluded.quantity
        await connection.execute(statement.on_conflict_do_update(index_elements=key, set_={"quantity": quantity}))
        return True
    columns = POOLS.c
    lessened = columns.quantity + correction.difference
    guarded = update(POOLS).where(
        columns.sku == correction.sku,
        columns.warehouse == correction.warehouse,
        columns.kind == "free",
        lessened >= columns.reserved,
    )
    return bool((await connection.execute(guarded.values(quantity=lessened))).rowcount == 1)


async def keep_movement(connection: AsyncConnection, correction: Correction, subject: str, at: datetime) -> None:
    values = {
        "sku": correction.sku,
        "warehouse": correction.warehouse,
        "difference": correction.difference,
        "reason": correction.reason,
        "subject": subject,
        "at": at,
    }
    await connection.execute(insert(MOVEMENTS).values(values))


def _insert(connection: AsyncConnection, table: Any) -> Any:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
