"""Events that wait for a subscriber: how many may, who is cut off, and what becomes of them until they are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from gateway.errors import ClientError
from gateway.execution.subscriptions import Event, Groups
from tests.kit.fed_source import Source, Told, rest


async def test_one_event_too_many_cuts_off_the_slow_one_and_hurts_nobody_else(groups: Groups[Any]) -> None:
    source, cut = Source(), asyncio.Event()
    slow = groups.join("key", lambda: source, 3, on_cut=cut.set)
    quick = groups.join("key", lambda: source, 3)
    for number in range(10):
        source.feed.put_nowait(b"%d" % number)
    source.feed.put_nowait(None)
    assert await rest(quick) == [b"%d" % number for number in range(10)]
    assert cut.is_set()
    with pytest.raises(ClientError) as refusal:
        await anext(slow)
    assert refusal.value.code == "SUBSCRIPTION_TOO_SLOW"
    assert "cursor" in refusal.value.message


async def test_as_many_events_as_the_queue_holds_cut_nobody_off(groups: Groups[Any]) -> None:
    source = Source()
    slow, quick = groups.join("key", lambda: source, 3), groups.join("key", lambda: source, 3)
    for event in (b"1", b"2", b"3", None):
        source.feed.put_nowait(event)
    await rest(quick)
    assert await rest(slow) == [b"1", b"2", b"3"]


async def test_a_burst_without_a_pause_cuts_nobody_off_who_keeps_up(groups: Groups[Any]) -> None:
    class Burst(Told):
        async def events(self) -> AsyncGenerator[Event, None]:
            for number in range(1000):
                yield Event(self, b"%d" % number)

    readers = [asyncio.create_task(rest(groups.join("key", Burst, 2))) for _ in range(20)]
    assert [len(told) for told in await asyncio.gather(*readers)] == [1000] * 20


async def test_a_run_whose_last_subscriber_is_cut_off_ends(groups: Groups[Any]) -> None:
    source = Source()
    slow = groups.join("key", lambda: source, 1)
    watching = groups.join("key", lambda: source, 10)
    source.feed.put_nowait(b"1")
    await anext(watching)
    await watching.aclose()
    source.feed.put_nowait(b"2")
    async with asyncio.timeout(5):
        await source.over.wait()
    assert len(groups) == 0
    await slow.aclose()


async def test_what_waits_is_not_told_to_whom_it_may_no_longer_be(groups: Groups[Any]) -> None:
    source, over = Source(), [False]

    def check() -> ClientError | None:
        return ClientError("INVALID_JWT", "over") if over[0] else None

    one = groups.join("key", lambda: source, 10, check=check)
    source.feed.put_nowait(b"1")
    source.feed.put_nowait(b"2")
    assert await anext(one) == b"1"
    over[0] = True
    with pytest.raises(ClientError, match="over"):
        await anext(one)
    await one.aclose()


async def test_cutting_off_wakes_who_waits(groups: Groups[Any]) -> None:
    one = groups.join("key", lambda: Source(), 10)
    waiting = asyncio.create_task(anext(one))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    one.cut(lambda: ClientError("INVALID_JWT", "over"))
    with pytest.raises(ClientError, match="over"):
        await waiting


async def test_what_waits_is_told_in_the_words_of_the_moment_in_which_it_is_told(groups: Groups[Any]) -> None:
    source = Source()
    slow, quick = (groups.join("key", lambda: source, 10) for _ in range(2))
    source.feed.put_nowait(b"1")
    source.feed.put_nowait(b"2")
    assert [await anext(quick), await anext(quick)] == [b"1", b"2"]
    assert await anext(slow) == b"1"
    source.version = 2
    assert await anext(slow) == b"2 in version 2"
    await slow.aclose()
    await quick.aclose()
