"""Batch reads of one request: the stock of all articles asked for at once, and the warehouses they lie in."""

from __future__ import annotations

from aiodataloader import DataLoader

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.stock.queries import pictures
from subgraphs.stock.queries.rows import AnyRow
from subgraphs.stock.rules.access import Access, access_of
from subgraphs.stock.rules.picture import StockPicture
from subgraphs.stock.service.pictures import stock_pictures


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._services = services
        self.access: Access = access_of(viewer)
        self.pictures: DataLoader[str, StockPicture | None] = DataLoader(batch_load_fn=self._pictures)
        self.warehouses: DataLoader[str, AnyRow] = DataLoader(batch_load_fn=self._warehouses)

    async def _pictures(self, skus: list[str]) -> list[StockPicture | None]:
        found = await stock_pictures(self._services, skus)
        return [found.get(sku) for sku in skus]

    async def _warehouses(self, codes: list[str]) -> list[AnyRow]:
        async with self._services.database.read() as connection:
            found = {row.code: row for row in await pictures.warehouses(connection, codes)}
        return [found[code] for code in codes]
