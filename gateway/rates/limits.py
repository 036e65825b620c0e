"""Counts a request for the account that sends it, or for the address of somebody without one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ConfigurationError
from gateway.rates.memory import MemoryRates
from gateway.rates.schedule import Schedule
from gateway.rates.store import RateStore
from gateway.settings.limits import LimitOptions
from gateway.telemetry.metrics import Metrics


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


def rate_limits(
    options: LimitOptions, metrics: Metrics, log: FilteringBoundLogger, now: Callable[[], float]
) -> RateLimits:
    """The limits of the options, counted in memory or in the Redis that they name; `now` is in seconds.

    Raises ConfigurationError for what is no address of a Redis.
    """
    store: RateStore = MemoryRates(now)
    if options.rate_redis_url is not None:
        # Loaded where requests are counted in Redis: its client takes memory that a gateway without it need not have.
        from gateway.rates.redis import RedisRates

        try:
            store = RedisRates(options.rate_redis_url, store, metrics, log)
        except ValueError as error:
            raise ConfigurationError(f"rate_redis_url: {error}; write redis://host:6379/0.") from error
    return RateLimits(store, Schedule(options.rate_per_account), Schedule(options.rate_per_address))
