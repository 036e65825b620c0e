"""Batch reads of orders: each kind of thing in one statement however many are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiodataloader import DataLoader
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import orders as queries
from subgraphs.orders.rules.rows import orders_seen
from subgraphs.orders.service.letterhead import Letterhead, letterhead

Query = Callable[[AsyncConnection, Sequence[str]], Awaitable[queries.Rows]]


@dataclass(frozen=True, slots=True)
class OrderKey:
    """An order as it stood in one version: what a mutation or an event changes is read anew."""

    number: str
    version: int


Load = Callable[[list[OrderKey]], Coroutine[Any, Any, list[list[queries.AnyRow]]]]


class ReadingLoaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.orders: DataLoader[str, queries.AnyRow | None] = DataLoader(batch_load_fn=self._orders)
        self.lines: DataLoader[OrderKey, list[queries.AnyRow]] = DataLoader(batch_load_fn=self._parts(queries.lines))
        self.charges: DataLoader[OrderKey, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._parts(queries.charges)
        )
        self.shipments: DataLoader[OrderKey, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._parts(queries.shipments)
        )
        self.shipment_lines: DataLoader[str, list[queries.AnyRow]] = DataLoader(batch_load_fn=self._shipment_lines)
        self.letterheads: DataLoader[str, Letterhead] = DataLoader(batch_load_fn=self._letterheads)
        """By company; raises PeerFailed."""

    async def _orders(self, numbers: list[str]) -> list[queries.AnyRow | None]:
        """Orders by number; what the viewer does not see is like what does not exist."""
        seen = orders_seen(self._viewer)
        if seen is None:
            return [None] * len(numbers)
        async with self._services.database.read() as connection:
            found = {row.number: row for row in await queries.orders(connection, seen, numbers)}
        return [found.get(number) for number in numbers]

    async def _letterheads(self, companies: list[str]) -> list[Letterhead]:
        """A viewer reads the papers of one company, or of two when he looks at a customer."""
        return [await letterhead(self._services, self._viewer, company) for company in companies]

    def _parts(self, query: Query) -> Load:
        async def load(keys: list[OrderKey]) -> list[list[queries.AnyRow]]:
            async with self._services.database.read() as connection:
                grouped = _grouped(await query(connection, [key.number for key in keys]), "order_number")
            return [grouped[key.number] for key in keys]

        return load

    async def _shipment_lines(self, shipments: list[str]) -> list[list[queries.AnyRow]]:
        """What has left never changes."""
        async with self._services.database.read() as connection:
            grouped = _grouped(await queries.shipment_lines(connection, shipments), "shipment_number")
        return [grouped[shipment] for shipment in shipments]


def _grouped(rows: queries.Rows, owner: str) -> Mapping[str, list[queries.AnyRow]]:
    grouped: dict[str, list[queries.AnyRow]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, owner)].append(row)
    return grouped
