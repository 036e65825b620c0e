"""Clocks that a test moves, or that run on from a chosen moment."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from subgraphs.common.clock import SELLER_ZONE


@dataclass
class MovedClock:
    """Stands still between `advance` and `advance`."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.astimezone(SELLER_ZONE).date()

    def advance(self, **by: float) -> None:
        """`by`: days, hours, minutes, as a timedelta takes them."""
        self.moment += timedelta(**by)


@dataclass(frozen=True)
class RunningClock:
    """Runs from `start` at the moment it is made, as fast as any clock."""

    start: datetime
    since: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=time.monotonic() - self.since)

    def today(self) -> date:
        return self.now().astimezone(SELLER_ZONE).date()
