"""Ends what a token carries at the moment it expires, whether anything happens then or not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeAlias

LONGEST_SECONDS = 24 * 3600.0
"""Timers are not set further ahead: event loops refuse very distant ones, and clocks are set."""


class Timer(Protocol):
    def cancel(self) -> None: ...


CallLater: TypeAlias = Callable[[float, Callable[[], None]], Timer]


def call_later(seconds: float, act: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, act)


class Expiry:
    """Calls `act` once when the clock has reached `until`, unless it is cancelled.

    The clock is asked again when the timer is over: it may have been set back meanwhile.
    """

    __slots__ = ("_act", "_later", "_now", "_timer", "_until")

    def __init__(self, until: float, act: Callable[[], None], now: Callable[[], float], later: CallLater) -> None:
        self._until = until
        self._act = act
        self._now = now
        self._later = later
        self._timer = self._set()

    def cancel(self) -> None:
        self._timer.cancel()

    def _set(self) -> Timer:
        return self._later(min(max(0.0, self._until - self._now()), LONGEST_SECONDS), self._look)

    def _look(self) -> None:
        if self._now() >= self._until:
            self._act()
        else:
            self._timer = self._set()
