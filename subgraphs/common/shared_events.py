"""Events among all processes of one subgraph, over a Redis channel: one reader per process feeds its bus.

What is published here is heard here at once, whether Redis is there or not. Events only say that something changed; a
listener reads the state itself. So when the reader loses Redis, and may have missed events, it cuts its listeners: they
start again from the present state, and nothing is lost with Redis but time.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from pydantic import TypeAdapter
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from subgraphs.common.events import Event, EventBus

RECONNECT_SECONDS = 1.0
UNSENT_LIMIT = 10_000
"""Events kept for other processes while Redis is away; beyond it the oldest go, as its return cuts listeners."""


class SharedEvents(EventBus[Event]):
    """`event_type`: the frozen dataclass of the events, written as JSON; `channel`: the subgraph's name."""

    def __init__(self, url: str, channel: str, event_type: type[Event]) -> None:
        super().__init__()
        self._url = url
        self._channel = f"werktor:{channel}"
        self._codec: TypeAdapter[Event] = TypeAdapter(event_type)
        self._origin = secrets.token_hex(8)
        self._unsent: asyncio.Queue[bytes] = asyncio.Queue(UNSENT_LIMIT)
        self._subscribed = asyncio.Event()

    def publish(self, topic: str, event: Event) -> None:
        super().publish(topic, event)
        if self._unsent.full():
            self._unsent.get_nowait()
        members = {"origin": self._origin, "topic": topic, "event": self._codec.dump_python(event, mode="json")}
        self._unsent.put_nowait(orjson.dumps(members))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sends and hears until it is left; Redis may come and go meanwhile."""
        # The client's own default would end a silent subscription after five seconds.
        client = Redis.from_url(self._url, socket_timeout=None, retry=Retry(NoBackoff(), 0))
        tasks = [asyncio.create_task(self._send(client)), asyncio.create_task(self._hear(client))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await client.aclose()

    async def subscribed(self) -> None:
        """Returns once events of other processes are heard."""
        await self._subscribed.wait()

    async def _send(self, client: Redis) -> None:
        while True:
            await self._deliver(client, await self._unsent.get())

    async def _deliver(self, client: Redis, message: bytes) -> None:
        while True:
            try:
                await client.publish(self._channel, message)
                return
            except RedisError:
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _hear(self, client: Redis) -> None:
        while True:
            try:
                async with client.pubsub(ignore_subscribe_messages=False) as channel:
                    await channel.subscribe(self._channel)
                    async for message in channel.listen():
                        self._take(message)
            except RedisError:
                self._subscribed.clear()
                self.cut()
            await asyncio.sleep(RECONNECT_SECONDS)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "subscribe":
            self._subscribed.set()
        elif message["type"] == "message":
            members = orjson.loads(message["data"])
            if members["origin"] != self._origin:
                super().publish(members["topic"], self._codec.validate_python(members["event"]))
