"""The occasion of a change: who brings it about and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common import outbox
from subgraphs.common.app import Services
from subgraphs.stock.events import StockMoved, topic
from subgraphs.stock.tables import OUTBOX


@dataclass(frozen=True, slots=True)
class Occasion:
    """`today` is the day in the seller's time zone at the moment `at`."""

    subject: str
    at: datetime
    today: date

    @classmethod
    def now(cls, services: Services, subject: str) -> Occasion:
        return cls(subject, services.clock.now(), services.clock.today())

    async def tell(self, connection: AsyncConnection, skus: Collection[str]) -> None:
        """Whoever follows these articles hears of the change once it is committed."""
        for sku in sorted(skus):
            await outbox.add(connection, OUTBOX, topic(sku), StockMoved(sku, self.at), self.at)
