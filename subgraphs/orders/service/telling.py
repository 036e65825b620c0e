"""Tells whoever follows orders that one has changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common import outbox
from subgraphs.orders.events import OrderMoved, topic
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.tables.outbox import OUTBOX


async def tell(connection: AsyncConnection, order: AnyRow, at: datetime) -> None:
    """It is heard once the change is committed."""
    event = OrderMoved(order.number, order.company_id, at)
    await outbox.add(connection, OUTBOX, topic(order.company_id), event, at)
