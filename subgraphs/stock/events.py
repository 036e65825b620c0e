"""The events stock emits, one topic for each article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

TOPIC = "stock:"


@dataclass(frozen=True, slots=True)
class StockMoved:
    """Something about the stock of an article has changed; what of it one may see, each listener reads for himself."""

    sku: str
    at: datetime
    version: int = 1


def topic(sku: str) -> str:
    return f"{TOPIC}{sku}"


def moved(topic_of_sku: str, at: datetime) -> StockMoved:
    """The event of a topic."""
    return StockMoved(topic_of_sku.removeprefix(TOPIC), at)
