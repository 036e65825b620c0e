"""The one clock of a subgraph, injected, so that a day can be chosen for demo data and tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

SELLER_ZONE = ZoneInfo("Europe/Berlin")
"""The manufacturer's time zone: price days and quote days end there (DOMAIN 5.1)."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment in UTC."""
        ...

    def today(self) -> date:
        """The present day in the seller's time zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(SELLER_ZONE).date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands at noon of one day in the seller's time zone."""

    day: date

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), SELLER_ZONE).astimezone(UTC)

    def today(self) -> date:
        return self.day
