"""The decision: a token bucket that holds a minute's requests, kept as one number (generic cell rate algorithm).

The number is the moment at which the bucket will be full again. Each request moves it on by a minute's share; a request
that would move it more than a minute ahead is refused. So a quiet client may send a minute's requests at once, and
nobody sends more in the long run.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60.0
FOREIGN = 2 * MINUTE
"""Seconds: a moment further ahead than that is left from before the clock was set back."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`per_minute` requests; all times are in seconds of one clock."""

    per_minute: int

    @property
    def interval(self) -> float:
        return MINUTE / self.per_minute

    @property
    def furthest(self) -> float:
        """How far ahead the moment may lie before a request; half an interval of slack absorbs rounding."""
        return MINUTE - self.interval / 2

    def wait(self, full_at: float | None, now: float) -> float:
        """Seconds until a request is allowed; 0 when it is now. `full_at` is None for an unknown client."""
        return max(0.0, self._held(full_at, now) - now - self.furthest)

    def after(self, full_at: float | None, now: float) -> float:
        """The moment after one more request."""
        return self._held(full_at, now) + self.interval

    def _held(self, full_at: float | None, now: float) -> float:
        return now if full_at is None or full_at < now or full_at - now > FOREIGN else full_at
