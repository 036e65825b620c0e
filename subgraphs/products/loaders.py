"""Batch reads of one request: each kind of row in one statement however many products are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from typing import Any, TypeAlias, TypeVar

from aiodataloader import DataLoader
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.products.queries import categories, products
from subgraphs.products.queries.products import AnyRow, Rows
from subgraphs.products.rules.showing import NOT_SOLD, Sale

Key = TypeVar("Key", bound=Hashable)
Query: TypeAlias = Callable[[AsyncConnection, Sequence[Any]], Awaitable[Rows]]
Reference: TypeAlias = tuple[str, str]
"""SKU and kind of reference."""


LARGEST_BATCH = 10_000
"""Keys per statement: far more than a page leads to, and below the databases' limits on bound parameters."""


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.products: DataLoader[str, AnyRow | None] = self._one(products.products, lambda row: row.sku)
        self.categories: DataLoader[str, AnyRow | None] = self._one(categories.categories, lambda row: row.id)
        self.children: DataLoader[str, list[AnyRow]] = self._many(categories.children, lambda row: row.parent_id)
        self.features: DataLoader[str, list[AnyRow]] = self._many(products.features, lambda row: row.sku)
        self.media: DataLoader[str, list[AnyRow]] = self._many(products.media, lambda row: row.sku)
        self.packagings: DataLoader[str, list[AnyRow]] = self._many(products.packagings, lambda row: row.sku)
        self.references: DataLoader[Reference, list[AnyRow]] = self._many(
            products.references, lambda row: (row.sku, row.kind)
        )
        self._markets: DataLoader[str, AnyRow | None] = self._one(self._markets_here, lambda row: row.sku)

    async def sale(self, sku: str) -> Sale:
        """How the product is sold in the viewer's country."""
        row = await self._markets.load(sku)
        return NOT_SOLD if row is None else Sale(row.channel, row.delivered)

    async def _markets_here(self, connection: AsyncConnection, skus: Sequence[str]) -> Rows:
        return await products.markets(connection, skus, self._viewer.country)

    def _one(self, query: Query, key: Callable[[AnyRow], Key]) -> DataLoader[Key, AnyRow | None]:
        async def load(keys: list[Key]) -> list[AnyRow | None]:
            async with self._services.database.read() as connection:
                found = {key(row): row for row in await query(connection, keys)}
            return [found.get(wanted) for wanted in keys]

        return _loader(load)

    def _many(self, query: Query, key: Callable[[AnyRow], Key]) -> DataLoader[Key, list[AnyRow]]:
        async def load(keys: list[Key]) -> list[list[AnyRow]]:
            async with self._services.database.read() as connection:
                rows = await query(connection, keys)
            grouped: dict[Key, list[AnyRow]] = defaultdict(list)
            for row in rows:
                grouped[key(row)].append(row)
            return [grouped[wanted] for wanted in keys]

        return _loader(load)


def _loader(load: Callable[[list[Any]], Coroutine[Any, Any, list[Any]]]) -> DataLoader[Any, Any]:
    return DataLoader(batch_load_fn=load, max_batch_size=LARGEST_BATCH)
