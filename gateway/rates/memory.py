"""Counts in the memory of this process, for a bounded number of clients."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from gateway.rates.schedule import Schedule

MOST_CLIENTS = 50_000
"""About 10 MB. Whoever asked longest ago is forgotten first, and starts anew with a full bucket."""


class MemoryRates:
    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_CLIENTS) -> None:
        self._clock = clock
        self._most = most
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    async def take(self, key: str, schedule: Schedule) -> float:
        now = self._clock()
        known = self._full_at.get(key)
        wait = schedule.wait(known, now)
        if wait:
            return wait
        self._full_at[key] = schedule.after(known, now)
        if known is not None:
            self._full_at.move_to_end(key)
        elif len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0.0

    async def close(self) -> None:
        self._full_at.clear()
