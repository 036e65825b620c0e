"""Batch reads of one request: each kind of thing in one statement however many are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from aiodataloader import DataLoader
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import orders as queries
from subgraphs.orders.rules.rows import orders_seen

Query = Callable[[AsyncConnection, Sequence[str]], Awaitable[queries.Rows]]
Load = Callable[[list[str]], Coroutine[Any, Any, list[list[queries.AnyRow]]]]


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.orders: DataLoader[str, queries.AnyRow | None] = DataLoader(batch_load_fn=self._orders)
        self.lines: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._grouped(queries.lines, "order_number")
        )
        self.shipments: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._grouped(queries.shipments, "order_number")
        )
        self.shipment_lines: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._grouped(queries.shipment_lines, "shipment_number")
        )

    async def _orders(self, numbers: list[str]) -> list[queries.AnyRow | None]:
        """Orders by number; what the viewer does not see is like what does not exist."""
        seen = orders_seen(self._viewer)
        if seen is None:
            return [None] * len(numbers)
        async with self._services.database.read() as connection:
            found = {row.number: row for row in await queries.orders(connection, seen, numbers)}
        return [found.get(number) for number in numbers]

    def _grouped(self, query: Query, owner: str) -> Load:
        async def load(numbers: list[str]) -> list[list[queries.AnyRow]]:
            async with self._services.database.read() as connection:
                rows = await query(connection, numbers)
            grouped: dict[str, list[queries.AnyRow]] = defaultdict(list)
            for row in rows:
                grouped[getattr(row, owner)].append(row)
            return [grouped[number] for number in numbers]

        return load
