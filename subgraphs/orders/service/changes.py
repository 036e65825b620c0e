"""Follows the orders of the company concerned: every change of an order that the viewer may see when it is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.events import topic
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.rows import orders_seen
from subgraphs.orders.service.reading import seen_order


@dataclass(frozen=True, slots=True)
class Change:
    """`order` as it stands now, so that several changes may be told alike; None: from `at` on nothing is missed."""

    order: AnyRow | None
    at: datetime


async def order_changes(viewer: Viewer, services: Services) -> AsyncGenerator[Change, None]:
    """First says that it listens: whoever reads his orders then has them whole. Then tells each change.

    Rights are looked at with each event, since the order may have changed. Raises ListenerTooSlow when the viewer falls
    too far behind.
    """
    seen = orders_seen(viewer)
    topics = [] if seen is None else [topic(seen.company)]
    async with services.events.listen(topics) as moves:
        yield Change(None, services.clock.now())
        async for move in moves:
            order = await seen_order(viewer, services, move.number)
            if order is not None:
                yield Change(order, move.at)
