"""The writes of a catalogue import, and what must hold when it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.loading import put
from subgraphs.products.queries.products import Rows
from subgraphs.products.tables import CATEGORIES, GTINS, PARTS, PRODUCTS, REFERENCES


async def fingerprints(connection: AsyncConnection, skus: Collection[str]) -> dict[str, str]:
    """The fingerprint of each product that is known already."""
    chosen = select(PRODUCTS.c.sku, PRODUCTS.c.fingerprint).where(PRODUCTS.c.sku.in_(skus))
    return {row.sku: row.fingerprint for row in await connection.execute(chosen)}


async def put_categories(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    await put(connection, CATEGORIES, rows)


async def known_categories(connection: AsyncConnection) -> int:
    return int((await connection.execute(select(func.count()).select_from(CATEGORIES))).scalar_one())


async def put_products(
    connection: AsyncConnection, rows: Sequence[Mapping[str, Any]], *, keep_listing: bool = False
) -> None:
    """Writes the products; with `keep_listing` known ones stay listed since the day they are."""
    await put(connection, PRODUCTS, rows, keep=("listed_on",) if keep_listing else ())


async def replace_parts(
    connection: AsyncConnection, skus: Collection[str], parts: Mapping[str, Iterable[Mapping[str, Any]]]
) -> None:
    """Exchanges all rows that belong to these products for the given ones, by table name."""
    for table in PARTS:
        await connection.execute(delete(table).where(table.c.sku.in_(skus)))
        if rows := [dict(row) for row in parts[table.name]]:
            await connection.execute(insert(table), rows)


async def dangling_references(connection: AsyncConnection, limit: int) -> Rows:
    """Rows (sku, kind, target) of references to products that do not exist."""
    columns = REFERENCES.c
    unknown = ~select(PRODUCTS.c.sku).where(PRODUCTS.c.sku == columns.target).exists()
    chosen = select(columns.sku, columns.kind, columns.target).where(unknown)
    return (await connection.execute(chosen.order_by(columns.sku, columns.kind, columns.place).limit(limit))).all()


async def shared_gtins(connection: AsyncConnection, limit: int) -> Rows:
    """Rows (gtin, first, last) of GTINs that more than one product claims, with two of their SKUs."""
    first, last = func.min(GTINS.c.sku).label("first"), func.max(GTINS.c.sku).label("last")
    chosen = select(GTINS.c.gtin, first, last).group_by(GTINS.c.gtin).having(func.count() > 1)
    return (await connection.execute(chosen.order_by(GTINS.c.gtin).limit(limit))).all()
