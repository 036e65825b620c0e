"""A subgraph that answers when and as the test says, and a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

from gateway.execution.starting import Ended
from gateway.model.transport import SubgraphAnswer

OK = SubgraphAnswer(200, b'{"data":{}}')


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Sent:
    """A request on its way."""

    body: bytes
    timeout: float
    ended: Ended
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


@dataclass
class DrivenTransport:
    """`sent` are the reads, in their order; mutations are answered by `answer`, events come from `events`."""

    sent: list[Sent] = field(default_factory=list)
    mutations: int = 0
    arrived: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    answer: Callable[[], SubgraphAnswer] = lambda: OK
    release: asyncio.Event | None = None
    events: AsyncIterator[bytes] | None = None

    def start(self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended) -> Callable[[], object]:
        self.sent.append(Sent(body, timeout, ended))
        self.arrived.release()
        return self.sent[-1].cancel

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        self.mutations += 1
        self.arrived.release()
        if self.release is not None:
            await self.release.wait()
        return self.answer()

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        assert self.events is not None
        async for event in self.events:
            yield event

    async def close(self) -> None:
        """Nothing is open."""
