"""What a group of subscribers is told of: runs that a test feeds, and subscribers who have heard of one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from gateway.errors import ClientError
from gateway.execution.subscriptions import Event, Groups, Subscriber


class Told:
    """Tells the bytes that happen, marked from the second version on."""

    version = 0

    def tell(self, happening: bytes) -> bytes:
        return happening if not self.version else happening + b" in version %d" % self.version


class Source(Told):
    """Runs that a test feeds; `None` is the end."""

    def __init__(self) -> None:
        self.started = 0
        self.ended = 0
        self.over = asyncio.Event()
        self.feed: asyncio.Queue[bytes | ClientError | None] = asyncio.Queue()

    async def events(self) -> AsyncGenerator[Event, None]:
        self.started += 1
        try:
            while (event := await self.feed.get()) is not None:
                if isinstance(event, ClientError):
                    raise event
                yield Event(self, event)
        finally:
            self.ended += 1
            self.over.set()


@asynccontextmanager
async def told_once(groups: Groups[Any], source: Source, *, limit: int = 10) -> AsyncIterator[Subscriber]:
    """A subscriber whose run has told him an event."""
    subscriber = groups.join("key", lambda: source, limit)
    source.feed.put_nowait(b"first")
    assert await anext(subscriber) == b"first"
    yield subscriber
    await subscriber.aclose()


async def rest(subscriber: Subscriber) -> list[bytes]:
    """All that he is still told until his events end."""
    async with asyncio.timeout(5):
        return [event async for event in subscriber]
