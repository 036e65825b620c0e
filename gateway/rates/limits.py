"""Counts a request for the account that sends it, or for the address of somebody without one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gateway.errors import ClientError
from gateway.rates.schedule import Schedule
from gateway.rates.store import RateStore


@dataclass(frozen=True, slots=True)
class RateLimits:
    store: RateStore
    account: Schedule
    address: Schedule

    async def count_account(self, subject: str) -> None:
        """Raises ClientError REQUEST_RATE_LIMITED, with the seconds to wait."""
        await self._count(f"account {subject}", self.account, "with this account")

    async def count_address(self, address: str) -> None:
        """Raises ClientError REQUEST_RATE_LIMITED, with the seconds to wait."""
        await self._count(f"address {address}", self.address, "from this address")

    async def _count(self, key: str, schedule: Schedule, whose: str) -> None:
        wait = await self.store.take(key, schedule)
        if not wait:
            return
        seconds = math.ceil(wait)
        raise ClientError(
            "REQUEST_RATE_LIMITED",
            f"More than {schedule.per_minute} requests a minute {whose}; try again in {seconds} s.",
            status=429,
            extensions={"retryAfter": seconds},
            headers={"retry-after": str(seconds)},
        )
