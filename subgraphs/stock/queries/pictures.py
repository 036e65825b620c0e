"""Reads what is known about the stock of articles, for all of them at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import false, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.stock.queries.rows import Rows
from subgraphs.stock.tables import DEMANDS, LEVELS, POOLS, RECEIPTS, RESERVATION_LINES, WAREHOUSES


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
    """Article, day and quantity of what is owed: promises told here, and back-orders of order lines (`of_line`)."""
    told = select(DEMANDS.c.sku, DEMANDS.c.day, DEMANDS.c.quantity, false().label("of_line"))
    lines = RESERVATION_LINES.c
    waiting = select(lines.sku, lines.promised, lines.back_ordered, true().label("of_line"))
    told, waiting = told.where(DEMANDS.c.sku.in_(skus)), waiting.where(lines.sku.in_(skus), lines.back_ordered > 0)
    return (await connection.execute(union_all(told, waiting))).all()


async def warehouses(connection: AsyncConnection, codes: Collection[str]) -> Rows:
    chosen = select(WAREHOUSES).where(WAREHOUSES.c.code.in_(codes))
    return (await connection.execute(chosen.order_by(WAREHOUSES.c.code))).all()


async def warehouses_by_country(connection: AsyncConnection) -> dict[str, frozenset[str]]:
    rows = (await connection.execute(select(WAREHOUSES.c.code, WAREHOUSES.c.country))).all()
    return {country: frozenset(row.code for row in rows if row.country == country) for _code, country in rows}
