"""The whole house with one clock for all its parts, which a test moves."""

from __future__ import annotations

from datetime import date, datetime, time

from pydantic import PrivateAttr

from subgraphs.common.clock import SELLER_ZONE
from tests.kit.clocks import MovedClock
from tests.kit.house import TODAY
from werktor.settings import Settings


def noon(day: date) -> datetime:
    """In the seller's time zone."""
    return datetime.combine(day, time(12), SELLER_ZONE)


class MovedSettings(Settings):
    """`moved` begins at noon of the day the demo data are made for."""

    _clock: MovedClock = PrivateAttr(default_factory=lambda: MovedClock(noon(TODAY)))

    @property
    def moved(self) -> MovedClock:
        return self._clock

    def clock(self) -> MovedClock:
        return self._clock
