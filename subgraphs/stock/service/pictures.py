"""Reads all that is known about the stock of articles, whoever asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.stock.queries import pictures
from subgraphs.stock.queries.rows import AnyRow
from subgraphs.stock.rules.picture import Demand, Pool, PoolKind, Receipt, StockPicture


async def stock_pictures(services: Services, skus: Collection[str]) -> dict[str, StockPicture]:
    """The picture of each article that is kept somewhere, in three statements of one transaction."""
    async with services.database.read() as connection:
        return await pictures_of(connection, skus, services.clock.today())


async def pictures_of(connection: AsyncConnection, skus: Collection[str], today: date) -> dict[str, StockPicture]:
    """The same as the running transaction sees it."""
    levels = await pictures.levels(connection, skus)
    receipts = await pictures.receipts(connection, skus, since=today)
    demands = await pictures.demands(connection, skus)
    grouped: dict[str, list[AnyRow]] = defaultdict(list)
    for level in levels:
        grouped[level.sku].append(level)
    expected: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        expected[receipt.sku].append(Receipt(receipt.warehouse, receipt.day, receipt.quantity))
    promised: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        promised[demand.sku].append(Demand(demand.day, demand.quantity, bool(demand.of_line)))
    return {
        sku: StockPicture(
            sku=sku,
            pools=tuple(_pool(row) for row in rows),
            receipts=tuple(expected[sku]),
            demands=tuple(promised[sku]),
            fed_at=min((row.fed_at for row in rows if row.fed_at is not None), default=None),
        )
        for sku, rows in grouped.items()
    }


def _pool(row: AnyRow) -> Pool:
    """A warehouse that keeps the article without any pool has an empty free one."""
    if row.kind is None:
        return Pool(row.warehouse, PoolKind.FREE, "", 0, 0)
    return Pool(row.warehouse, PoolKind(row.kind), row.owner, row.quantity, row.reserved, row.until)
