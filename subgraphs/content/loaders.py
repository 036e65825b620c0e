"""Batch reads of one request: each kind of thing in one statement however many are asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from aiodataloader import DataLoader

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.content import queries
from subgraphs.content.rules import service_document_path, signed_link


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A service document behind a link that opens it for a while."""

    title: str
    url: str


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._language = viewer.language
        self._services = services
        self.pages: DataLoader[str, queries.AnyRow | None] = DataLoader(batch_load_fn=self._pages)
        self.manuals: DataLoader[str, list[queries.AnyRow]] = DataLoader(batch_load_fn=self._manuals)
        self.service_documents: DataLoader[str, list[OpenDocument]] = DataLoader(batch_load_fn=self._service_documents)

    async def _pages(self, slugs: list[str]) -> list[queries.AnyRow | None]:
        async with self._services.database.read() as connection:
            found = {row.slug: row for row in await queries.pages(connection, self._language, slugs=slugs)}
        return [found.get(slug) for slug in slugs]

    async def _manuals(self, skus: list[str]) -> list[list[queries.AnyRow]]:
        async with self._services.database.read() as connection:
            rows = await queries.documents(connection, "manual", skus, self._language)
        return _by_sku(rows, skus)

    async def _service_documents(self, skus: list[str]) -> list[list[OpenDocument]]:
        """Service documents with links that open them now; whether the viewer may have them is asked before."""
        async with self._services.database.read() as connection:
            rows = await queries.documents(connection, "service", skus, self._language)
            secret = await queries.link_secret(connection)
        now = self._services.clock.now()
        return [
            [
                OpenDocument(row.title, signed_link(service_document_path(row.slug, row.language), now, secret))
                for row in of_product
            ]
            for of_product in _by_sku(rows, skus)
        ]


def _by_sku(rows: queries.Rows, skus: list[str]) -> list[list[queries.AnyRow]]:
    grouped: dict[str, list[queries.AnyRow]] = defaultdict(list)
    for row in rows:
        grouped[row.sku].append(row)
    return [grouped[sku] for sku in skus]
