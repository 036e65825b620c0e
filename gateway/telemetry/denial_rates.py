"""How many denials of one account get a line of their own: the rest is counted and told with its next line."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_ACCOUNTS = 1_000
"""Whoever was denied something longest ago is forgotten first, and starts anew."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    suppressed: int = 0


class DenialRates:
    """A bucket for each account that holds a minute's lines and fills up evenly; their number is bounded."""

    def __init__(self, a_minute: int, clock: Callable[[], float], most: int = MOST_ACCOUNTS) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._forgotten = 0

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, account: str) -> int | None:
        """How many were suppressed before this one, which gets a line; None when it is suppressed itself."""
        now = self._clock()
        bucket = self._buckets.setdefault(account, _Bucket(self._a_minute, now))
        self._buckets.move_to_end(account)
        if len(self._buckets) > self._most:
            self._forgotten += self._buckets.popitem(last=False)[1].suppressed
        bucket.left = min(self._a_minute, bucket.left + (now - bucket.at) * self._a_minute / 60)
        bucket.at = now
        if bucket.left < 1:
            bucket.suppressed += 1
            return None
        bucket.left -= 1
        suppressed, bucket.suppressed = bucket.suppressed, 0
        return suppressed

    def untold(self) -> int:
        """Those suppressed ones whose account was forgotten before its next line; then they are told."""
        forgotten, self._forgotten = self._forgotten, 0
        return forgotten

    def rest(self) -> int:
        """All that no line has told of; afterwards nobody is known."""
        rest = self.untold() + sum(one.suppressed for one in self._buckets.values())
        self._buckets.clear()
        return rest
