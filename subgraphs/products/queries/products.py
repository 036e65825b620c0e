"""Reads of products and of the rows that belong to them: one statement per kind of row, however many products."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Row, Table, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.products.tables import FEATURES, GTINS, MARKETS, MEDIA, NUMBERS, PACKAGINGS, PRODUCTS, REFERENCES

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]

LIST_CAP = 100
"""Rows of one kind shown per product."""


async def products(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    return (await connection.execute(select(PRODUCTS).where(PRODUCTS.c.sku.in_(skus)))).all()


async def skus_by_number(connection: AsyncConnection, numbers: Collection[str]) -> Rows:
    """Rows (number, sku) for folded article numbers."""
    chosen = select(NUMBERS.c.number, NUMBERS.c.sku).where(NUMBERS.c.number.in_(numbers))
    return (await connection.execute(chosen.order_by(NUMBERS.c.number, NUMBERS.c.sku))).all()


async def skus_by_gtin(connection: AsyncConnection, gtins: Collection[str]) -> Rows:
    """Rows (gtin, sku) for GTIN-14 of pieces and boxes."""
    chosen = select(GTINS.c.gtin, GTINS.c.sku).where(GTINS.c.gtin.in_(gtins))
    return (await connection.execute(chosen.order_by(GTINS.c.gtin, GTINS.c.sku))).all()


async def markets(connection: AsyncConnection, skus: Collection[str], country: str) -> Rows:
    chosen = select(MARKETS).where(MARKETS.c.sku.in_(skus), MARKETS.c.country == country)
    return (await connection.execute(chosen)).all()


async def features(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    return await _parts(connection, FEATURES, skus)


async def media(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    return await _parts(connection, MEDIA, skus)


async def packagings(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    return await _parts(connection, PACKAGINGS, skus)


async def boxes(connection: AsyncConnection, skus: Collection[str]) -> Rows:
    """Rows (sku, gtin, content) of the packagings that carry a GTIN of their own, in the order of the catalogue."""
    columns = PACKAGINGS.c
    chosen = select(columns.sku, columns.gtin, columns.content).where(columns.sku.in_(skus), columns.gtin.is_not(None))
    return (await connection.execute(chosen.order_by(columns.sku, columns.place))).all()


async def _parts(connection: AsyncConnection, table: Table, skus: Collection[str]) -> Rows:
    """The first LIST_CAP rows of each product, in the order of the catalogue."""
    rank = func.row_number().over(partition_by=table.c.sku, order_by=table.c.place).label("rank")
    ranked = select(table, rank).where(table.c.sku.in_(skus)).subquery()
    chosen = select(ranked).where(ranked.c.rank <= LIST_CAP).order_by(ranked.c.sku, ranked.c.place)
    return (await connection.execute(chosen)).all()


async def references(connection: AsyncConnection, wanted: Collection[tuple[str, str]]) -> Rows:
    """The first LIST_CAP references for each pair of SKU and kind, in the order of the catalogue."""
    columns = REFERENCES.c
    rank = func.row_number().over(partition_by=(columns.sku, columns.kind), order_by=columns.place).label("rank")
    ranked = select(REFERENCES, rank).where(tuple_(columns.sku, columns.kind).in_(wanted)).subquery()
    chosen = select(ranked).where(ranked.c.rank <= LIST_CAP)
    return (await connection.execute(chosen.order_by(ranked.c.sku, ranked.c.kind, ranked.c.place))).all()
