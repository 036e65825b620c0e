"""What the gateway adds: a page of products through the whole gateway against its bare subgraph requests, in one run.

Rounds are interleaved, so that a drift of the machine's speed falls on both; medians are compared, never single times.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson

from tests.bench import cold, granted, large, refusals, reloads, stopped_subgraph, subscribers, visibility
from tests.kit.house import Asker, Person, RecordingTransport, asking, in_process, settings_in
from werktor.demo.loading import load_demo_world

ROUNDS = 40
WARM_UP = 5
VARIABLES = {"first": 24, "orderBy": "SKU", "filter": {"search": "W18"}}


async def measure() -> None:
    sent: list[Any] = []
    transports: dict[str, RecordingTransport] = {}

    def recorded(apps: Any) -> Any:
        for name, transport in in_process(apps).items():
            transports[name] = RecordingTransport(name, transport, sent)
        return transports

    with tempfile.TemporaryDirectory() as folder:
        async with asking(settings_in(Path(folder)), transports=recorded) as house:
            await load_demo_world(house.house.services)
            await _compare(house, transports, sent)


async def _compare(house: Asker, transports: dict[str, RecordingTransport], sent: list[Any]) -> None:
    who = Person("dealer")
    await house.stored("ProductList", who, VARIABLES)
    sent.clear()
    await house.stored("ProductList", who, VARIABLES)
    requests = list(sent)
    if not requests:
        raise SystemExit("the page made no subgraph request; nothing to compare")

    async def whole() -> None:
        await house.stored("ProductList", who, VARIABLES)

    async def bare() -> None:
        for name, body, headers in requests:
            await transports[name].inner.fetch(orjson.dumps(body), headers, timeout=10)

    times: dict[str, list[float]] = {"gateway": [], "subgraphs alone": []}
    for number in range(WARM_UP + ROUNDS):
        for name, work in (("gateway", whole), ("subgraphs alone", bare)):
            spent = await _timed(work)
            if number >= WARM_UP:
                times[name].append(spent)
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    for name, median in medians.items():
        print(f"{name:<16} {median * 1000:7.2f} ms of processor time, median of {ROUNDS}")
    print(f"{'ratio':<16} {medians['gateway'] / medians['subgraphs alone']:7.2f} ({len(requests)} subgraph requests)")


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    before = time.process_time()
    await work()
    return time.process_time() - before


if __name__ == "__main__":
    asyncio.run(measure())
    asyncio.run(refusals.measure())
    asyncio.run(visibility.measure())
    granted.measure()
    large.measure()
    cold.measure()
    stopped_subgraph.measure()
    reloads.measure()
    asyncio.run(subscribers.measure())
