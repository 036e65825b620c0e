"""How many reads of one subgraph may be sent again: a share of all, so that retries never double the load of a failure.

A token bucket: every request adds a part of a token, every retry takes a whole one.
"""

from __future__ import annotations

from collections.abc import Callable

BURST = 10.0
"""Retries that a quiet subgraph may have at once, and at the start."""
FIRST_PAUSE = 0.025
"""Seconds before the first retry, on average; the pause doubles with each."""
MOST_RETRIES = 2
"""Of one request."""


class RetryBudget:
    """`share` of the requests may be sent again; None: none of them."""

    def __init__(self, share: float | None) -> None:
        self._share = share or 0.0
        self._tokens = BURST if share else 0.0

    def asked(self) -> None:
        """A request was sent for the first time."""
        if self._tokens < BURST:
            self._tokens += self._share

    def take(self) -> bool:
        """Whether one more request may be sent again."""
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True


def pause_before(retry: int, chance: Callable[[], float]) -> float:
    """Seconds before the `retry`-th retry, from 1; spread evenly between half and one and a half of their average.

    What failed together is so not asked again together.
    """
    return float(FIRST_PAUSE * 2 ** (retry - 1) * (0.5 + chance()))
