"""Tells other processes over Redis that something was published, and hears it from them.

An announcement only wakes: what is served is read from the store. So a Redis that is gone costs no more than time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as SilentRedis
from structlog.typing import FilteringBoundLogger

from gateway.snapshot import Snapshots
from gateway.telemetry.metrics import Metrics

CHANNEL = "gateway:policies"
SECONDS_TO_ANSWER = 0.5
SECONDS_OF_SILENCE = 5.0
"""After so long without a word Redis is asked whether it is there, and has as long to answer."""
SECONDS_OF_PATIENCE = 1.0
"""Between a failure and the next attempt."""
PROBLEM = "announcements of policies"


class Announcements:
    """`heard` is called for each announcement, and whenever some may have been missed."""

    def __init__(
        self,
        url: str,
        heard: Callable[[], None],
        snapshots: Snapshots,
        metrics: Metrics,
        log: FilteringBoundLogger,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        silence: float = SECONDS_OF_SILENCE,
    ) -> None:
        self._client: Any = redis.asyncio.Redis.from_url(
            url,
            socket_timeout=SECONDS_TO_ANSWER,
            socket_connect_timeout=SECONDS_TO_ANSWER,
            retry=Retry(NoBackoff(), 0),
        )
        self._heard = heard
        self._snapshots = snapshots
        self._metrics = metrics
        self._log = log
        self._pause = pause
        self._silence = silence

    async def run(self) -> None:
        """Hears until it is cancelled."""
        while True:
            try:
                await self._hear()
            except (RedisError, OSError) as error:
                self._lost(error)
                await self._pause(SECONDS_OF_PATIENCE)

    async def announce(self, number: int) -> None:
        """Does not raise: who is not told polls."""
        try:
            await self._client.publish(CHANNEL, number)
        except (RedisError, OSError) as error:
            self._log.warning("a published revision is not announced", number=number, reason=str(error))

    async def close(self) -> None:
        with suppress(RedisError, OSError):  # nothing is left to be told
            await self._client.aclose()

    async def _hear(self) -> None:
        async with self._client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            is_asked = False
            while True:
                message = await channel.get_message(timeout=self._silence)
                if message is None:
                    if is_asked:
                        raise SilentRedis(f"it has not answered for {self._silence} s")
                    await channel.ping()
                    is_asked = True
                    continue
                is_asked = False
                if message["type"] == "subscribe":
                    self._found()
                    self._heard()
                elif message["type"] == "message":
                    self._heard()

    def _lost(self, error: Exception) -> None:
        if PROBLEM not in self._snapshots.problems:
            self._snapshots.problems[PROBLEM] = f"Redis is gone: {error}"
            self._metrics.policies_announced(False)
            self._log.warning("Redis is gone; published policies are found by polling", reason=str(error))

    def _found(self) -> None:
        if self._snapshots.problems.pop(PROBLEM, None) is not None:
            self._metrics.policies_announced(True)
            self._log.info("published policies are announced again")
