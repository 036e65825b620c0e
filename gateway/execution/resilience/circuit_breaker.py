"""Stops asking a subgraph that fails, and lets one request through now and then to see whether it is back.

It opens when so many requests fail in a row, or when so many and so large a share of them fail within a window. While
it is open a probe may go every so often, at first after a tenth of the longest pause, then after twice as long each
time; the pause does not wait for the outcome of the last probe, so one that hangs holds up nothing. A probe that
succeeds closes it; what was sent before it opened does not, as some always succeed where others fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

FIRST_PAUSE = 0.1
"""Of the longest pause between two probes."""


@dataclass(frozen=True, slots=True)
class BreakerRule:
    """`failures` in a row open it, or as many within `window` seconds that are `share` of all requests there.

    `pause`: seconds between two probes, at most.
    """

    failures: int
    share: float
    window: float
    pause: float


@dataclass(slots=True)
class _Slice:
    """What ended in half a window."""

    failed: int = 0
    succeeded: int = 0


@dataclass(slots=True, eq=False)
class CircuitBreaker:
    """`rule` None: it never opens. `changed` is told True when it opens and False when it closes."""

    rule: BreakerRule | None
    clock: Callable[[], float]
    changed: Callable[[bool], None]
    is_open: bool = False
    _in_row: int = 0
    _this: _Slice = field(default_factory=_Slice)
    _last: _Slice = field(default_factory=_Slice)
    _slice_ends: float = 0.0
    _pause: float = 0.0
    _next_probe: float = 0.0

    def may_probe(self) -> bool:
        """Whether the open breaker lets a request through now; the next one only after a pause."""
        now = self.clock()
        if self.rule is None or now < self._next_probe:
            return False
        self._pause = min(self._pause * 2, self.rule.pause)
        self._next_probe = now + self._pause
        return True

    def succeeded(self, *, is_probe: bool = False) -> None:
        if self.rule is None:
            return
        self._in_row = 0
        if is_probe and self.is_open:
            self.is_open = False
            self._this, self._last = _Slice(), _Slice()
            self.changed(False)
        now = self.clock()
        if now >= self._slice_ends:
            self._turn(self.rule, now)
        self._this.succeeded += 1

    def failed(self) -> None:
        if self.rule is None:
            return
        self._in_row += 1
        now = self.clock()
        if now >= self._slice_ends:
            self._turn(self.rule, now)
        self._this.failed += 1
        if not self.is_open and self._is_too_much(self.rule):
            self.is_open = True
            self._pause = self.rule.pause * FIRST_PAUSE
            self._next_probe = now + self._pause
            self.changed(True)

    def _is_too_much(self, rule: BreakerRule) -> bool:
        if self._in_row >= rule.failures:
            return True
        failed = self._this.failed + self._last.failed
        whole = failed + self._this.succeeded + self._last.succeeded
        return failed >= rule.failures and failed >= rule.share * whole

    def _turn(self, rule: BreakerRule, now: float) -> None:
        """The window moves on by halves: whole timestamps of every request would cost more than they tell."""
        half = rule.window / 2
        self._last = self._this if now < self._slice_ends + half else _Slice()
        self._this = _Slice()
        self._slice_ends = now + half
