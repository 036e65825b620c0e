"""A subgraph whose subscriptions a test holds in its hand: it sees each run begin and end, and sends the events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from tests.kit.fixture_subgraphs import FixtureSubgraph


@dataclass(eq=False)
class FedRun:
    """One run of a subscription in the subgraph."""

    request: dict[str, Any]
    headers: Mapping[str, str]
    events: asyncio.Queue[bytes | Exception | None] = field(default_factory=asyncio.Queue)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def all(self) -> AsyncIterator[bytes]:
        try:
            while (event := await self.events.get()) is not None:
                if isinstance(event, Exception):
                    raise event
                yield event
        finally:
            self.ended.set()


class Feed:
    """Takes the place of a subgraph's subscriptions. `runs` are all that were ever started."""

    def __init__(self, subgraph: FixtureSubgraph) -> None:
        self.runs: list[FedRun] = []
        self._changed = asyncio.Condition()
        subgraph.subscribe = self._subscribe  # type: ignore[method-assign]

    @property
    def open(self) -> list[FedRun]:
        return [run for run in self.runs if not run.ended.is_set()]

    async def _subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        run = FedRun(orjson.loads(body), headers)
        async with self._changed:
            self.runs.append(run)
            self._changed.notify_all()
        async for event in run.all():
            yield event

    async def started(self, count: int) -> list[FedRun]:
        """All runs, once there were so many."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.runs) >= count)
        return self.runs

    def publish(self, **data: Any) -> None:
        """An event for every open run."""
        for run in self.open:
            run.events.put_nowait(orjson.dumps({"data": data}))

    def complete(self) -> None:
        for run in self.open:
            run.events.put_nowait(None)

    def fail(self, problem: Exception) -> None:
        for run in self.open:
            run.events.put_nowait(problem)
