"""Reads all that is known about the stock of articles, whoever asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from subgraphs.common.app import Services
from subgraphs.stock import queries
from subgraphs.stock.rules.picture import Demand, Pool, PoolKind, Receipt, StockPicture


async def stock_pictures(services: Services, skus: Collection[str]) -> dict[str, StockPicture]:
    """The picture of each article that is kept somewhere, in three statements of one transaction."""
    today = services.clock.today()
    async with services.database.read() as connection:
        levels = await queries.levels(connection, skus)
        receipts = await queries.receipts(connection, skus, since=today)
        demands = await queries.demands(connection, skus)
    grouped: dict[str, list[queries.AnyRow]] = defaultdict(list)
    for level in levels:
        grouped[level.sku].append(level)
    expected: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        expected[receipt.sku].append(Receipt(receipt.warehouse, receipt.day, receipt.quantity))
    promised: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        promised[demand.sku].append(Demand(demand.day, demand.quantity))
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


def _pool(row: queries.AnyRow) -> Pool:
    """A warehouse that keeps the article without any pool has an empty free one."""
    if row.kind is None:
        return Pool(row.warehouse, PoolKind.FREE, "", 0, 0)
    return Pool(row.warehouse, PoolKind(row.kind), row.owner, row.quantity, row.reserved, row.until)
