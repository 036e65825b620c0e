"""Events inside one process: what one task publishes, every listener of the topic hears in order.

Where a subgraph runs in several processes, `shared_events` carries them to the others.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

Event = TypeVar("Event")

QUEUE_LIMIT = 1_000


class ListenerTooSlow(Exception):
    """The listener fell further behind than its queue holds and must start again."""


class EventBus(Generic[Event]):
    """Fan-out by topic to bounded queues; publishing never waits."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[Event | None]]] = defaultdict(set)

    def publish(self, topic: str, event: Event) -> None:
        for queue in tuple(self._listeners.get(topic, ())):
            if queue.qsize() >= QUEUE_LIMIT:
                self._forget(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def look_anew(self, event_of: Callable[[str], Event]) -> None:
        """Every listener of this process hears the event of its topic, as when time alone has changed what it reads.

        Other processes are told nothing: they have listeners and clocks of their own.
        """
        for topic in tuple(self._listeners):
            EventBus.publish(self, topic, event_of(topic))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Entered by whoever serves the subgraph; inside one process there is nothing to run."""
        yield

    def cut(self) -> None:
        """Ends every listener with ListenerTooSlow: what they heard may lack something."""
        for queue in {queue for queues in self._listeners.values() for queue in queues}:
            self._forget(queue)
            queue.put_nowait(None)

    @asynccontextmanager
    async def listen(self, topics: Iterable[str]) -> AsyncIterator[AsyncIterator[Event]]:
        """Listening begins on entering, so nothing is missed between reading a state and hearing its changes."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        for topic in topics:
            self._listeners[topic].add(queue)
        try:
            yield self._heard(queue)
        finally:
            self._forget(queue)

    async def _heard(self, queue: asyncio.Queue[Event | None]) -> AsyncIterator[Event]:
        while (event := await queue.get()) is not None:
            yield event
        raise ListenerTooSlow

    def _forget(self, queue: asyncio.Queue[Event | None]) -> None:
        for topic in [topic for topic, queues in self._listeners.items() if queue in queues]:
            self._listeners[topic].discard(queue)
            if not self._listeners[topic]:
                del self._listeners[topic]
