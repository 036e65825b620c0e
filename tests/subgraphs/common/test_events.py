"""Events reach every listener of their topic, in this process and in the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from subgraphs.common.events import QUEUE_LIMIT, EventBus, ListenerTooSlow
from subgraphs.common.shared_events import SharedEvents
from subgraphs.stock.events import StockMoved
from tests.kit import servers

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOVED = StockMoved("HW-1001", NOON)


@asynccontextmanager
async def two_processes(url: str) -> AsyncIterator[tuple[SharedEvents[StockMoved], SharedEvents[StockMoved]]]:
    async with AsyncExitStack() as stack:
        buses = (SharedEvents(url, "stock", StockMoved), SharedEvents(url, "stock", StockMoved))
        for bus in buses:
            await stack.enter_async_context(bus.running())
        async with asyncio.timeout(20):
            await asyncio.gather(*(bus.subscribed() for bus in buses))
        yield buses


async def test_a_listener_hears_its_topics_in_order_and_no_other() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.listen(["a", "b"]) as heard:
        for topic, event in (("a", 1), ("c", 2), ("b", 3)):
            bus.publish(topic, event)
        assert [await anext(heard), await anext(heard)] == [1, 3]


async def test_a_listener_that_falls_too_far_behind_is_cut_rather_than_served_a_gap() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.listen(["a"]) as heard:
        for event in range(QUEUE_LIMIT + 1):
            bus.publish("a", event)
        assert [await anext(heard) for _ in range(QUEUE_LIMIT)] == list(range(QUEUE_LIMIT))
        with pytest.raises(ListenerTooSlow):
            await anext(heard)


async def test_what_one_process_publishes_another_hears_once_and_its_own_once(redis_server: str) -> None:
    later = StockMoved("HW-1001", NOON, version=2)
    async with (
        two_processes(redis_server) as (one, other),
        one.listen(["stock:HW-1001"]) as here,
        other.listen(["stock:HW-1001"]) as there,
        asyncio.timeout(20),
    ):
        one.publish("stock:HW-1001", MOVED)
        one.publish("stock:HW-1001", later)
        assert [await anext(here), await anext(here)] == [MOVED, later]
        assert [await anext(there), await anext(there)] == [MOVED, later]


async def test_processes_of_another_subgraph_hear_nothing(redis_server: str) -> None:
    async with two_processes(redis_server) as (one, other):
        stranger = SharedEvents(redis_server, "orders", StockMoved)
        async with stranger.running(), other.listen(["t"]) as heard:
            await stranger.subscribed()
            stranger.publish("t", StockMoved("of another subgraph", NOON))
            one.publish("t", MOVED)
            async with asyncio.timeout(20):
                assert await anext(heard) == MOVED


@pytest.fixture
def own_redis(tmp_path: Path, redis_server: str) -> Iterator[servers.RedisProcess]:
    """A Redis that the test may stop; there is one to be had, as `redis_server` shows."""
    assert redis_server
    with servers.redis_process(tmp_path / "redis") as process:
        yield process


async def test_losing_redis_cuts_listeners_and_its_return_connects_again(own_redis: servers.RedisProcess) -> None:
    async with two_processes(own_redis.url) as (one, other):
        async with other.listen(["t"]) as heard:
            own_redis.stop()
            async with asyncio.timeout(20):
                with pytest.raises(ListenerTooSlow):
                    await anext(heard)
        own_redis.start()
        async with asyncio.timeout(20):
            await asyncio.gather(one.subscribed(), other.subscribed())
        async with other.listen(["t"]) as heard:
            one.publish("t", MOVED)
            async with asyncio.timeout(20):
                assert await anext(heard) == MOVED
