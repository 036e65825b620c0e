"""Slows down guessing: an account takes ten attempts a minute that did not succeed, whether it exists or not."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from subgraphs.accounts.errors import too_many_attempts

ATTEMPTS = 10
WINDOW_SECONDS = 60.0
ACCOUNTS = 10_000


class Throttle:
    """Counts attempts per account in the memory of this process; the oldest accounts are forgotten first."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._attempts: OrderedDict[str, list[float]] = OrderedDict()

    def attempt(self, account: str) -> None:
        """Counts before the password is looked at, so that guesses sent at once count too; raises Refused."""
        now = self._now()
        recent = [moment for moment in self._attempts.get(account, ()) if moment > now - WINDOW_SECONDS]
        if len(recent) >= ATTEMPTS:
            raise too_many_attempts(math.ceil(recent[0] + WINDOW_SECONDS - now))
        self._attempts[account] = [*recent, now]
        self._attempts.move_to_end(account)
        if len(self._attempts) > ACCOUNTS:
            self._attempts.popitem(last=False)

    def succeeded(self, account: str) -> None:
        self._attempts.pop(account, None)
