"""Counts in Redis, shared by all processes that use the same one; without it each process counts alone.

One step in Redis: read, decide, write, forget when the bucket is full. The clock is that of Redis.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from structlog.typing import FilteringBoundLogger

from gateway.rates.schedule import FOREIGN, Schedule
from gateway.rates.store import RateStore
from gateway.telemetry.metrics import Metrics

PREFIX = "gateway:rate:"
SECONDS_TO_ANSWER = 0.25
"""A Redis that is slower holds requests up more than its counts are worth."""
SECONDS_OF_PATIENCE = 1.0
"""For so long after a failure nobody waits for Redis again."""

TAKE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local interval, furthest, foreign = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full_at = tonumber(redis.call('GET', KEYS[1]) or now)
if full_at < now or full_at - now > foreign then full_at = now end
local wait = full_at - now - furthest
if wait > 0 then return tostring(wait) end
full_at = full_at + interval
redis.call('SET', KEYS[1], string.format('%.6f', full_at), 'PX', math.ceil((full_at - now) * 1000))
return '0'
"""


class RedisRates:
    """`alone` counts while Redis is gone."""

    def __init__(
        self,
        url: str,
        alone: RateStore,
        metrics: Metrics,
        log: FilteringBoundLogger,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client: Any = redis.asyncio.Redis.from_url(
            url,
            socket_timeout=SECONDS_TO_ANSWER,
            socket_connect_timeout=SECONDS_TO_ANSWER,
            retry=Retry(NoBackoff(), 0),
        )
        self._script = self._client.register_script(TAKE)
        self._alone = alone
        self._metrics = metrics
        self._log = log
        self._clock = clock
        self._gone_until: float | None = None

    async def take(self, key: str, schedule: Schedule) -> float:
        if self._gone_until is not None and self._clock() < self._gone_until:
            return await self._alone.take(key, schedule)
        try:
            answer = await self._script(keys=[_name(key)], args=[schedule.interval, schedule.furthest, FOREIGN])
        except (RedisError, OSError) as error:
            self._lost(error)
            return await self._alone.take(key, schedule)
        if self._gone_until is not None:
            self._gone_until = None
            self._metrics.rates_shared(True)
            self._log.info("the rate limits are shared again")
        return float(answer)

    def _lost(self, error: Exception) -> None:
        if self._gone_until is None:
            self._metrics.rates_shared(False)
            self._log.warning("Redis is gone; this process counts its requests alone", reason=str(error))
        self._gone_until = self._clock() + SECONDS_OF_PATIENCE

    async def close(self) -> None:
        await self._client.aclose()
        await self._alone.close()


def _name(key: str) -> str:
    """Subjects and addresses are personal data and of any length: their digest counts as well."""
    return PREFIX + hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
