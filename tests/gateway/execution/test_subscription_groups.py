"""One run for all who give the same key: who is told what, and how the run begins and ends with those who listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from gateway.errors import ClientError
from gateway.execution.subscriptions import Event, Groups
from tests.kit.fed_source import Source, Told, rest, told_once


async def test_all_of_a_key_are_told_the_same_event_object_of_one_run(groups: Groups[Any]) -> None:
    source = Source()
    subscribers = [groups.join("key", lambda: source, 10) for _ in range(3)]
    source.feed.put_nowait(b"event")
    told = [await anext(one) for one in subscribers]
    assert told == [b"event"] * 3
    assert all(one is told[0] for one in told)
    assert (source.started, len(groups), groups.subscribers) == (1, 1, 3)
    for one in subscribers:
        await one.aclose()


async def test_another_key_has_a_run_of_its_own(groups: Groups[Any]) -> None:
    first, second = Source(), Source()
    one, other = groups.join(("a", 1), lambda: first, 10), groups.join(("a", 2), lambda: second, 10)
    first.feed.put_nowait(b"for one")
    second.feed.put_nowait(b"for the other")
    assert (await anext(one), await anext(other)) == (b"for one", b"for the other")
    await one.aclose()
    await other.aclose()


async def test_who_comes_later_is_told_what_comes_later(groups: Groups[Any]) -> None:
    source = Source()
    async with told_once(groups, source) as early:
        late = groups.join("key", lambda: source, 10)
        source.feed.put_nowait(b"second")
        assert (await anext(early), await anext(late)) == (b"second", b"second")
        await late.aclose()
    assert source.started == 1


async def test_who_needs_the_beginning_gets_a_new_run_once_an_event_was_told(groups: Groups[Any]) -> None:
    first, second = Source(), Source()
    before = [groups.join("key", lambda: first, 10, needs_beginning=True) for _ in range(2)]
    first.feed.put_nowait(b"state")
    assert [await anext(one) for one in before] == [b"state", b"state"]
    later = groups.join("key", lambda: second, 10, needs_beginning=True)
    second.feed.put_nowait(b"present state")
    assert await anext(later) == b"present state"
    assert (first.started, second.started, len(groups)) == (1, 1, 2)
    for one in (*before, later):
        await one.aclose()
    assert (first.ended, second.ended) == (1, 1)


async def test_the_last_who_leaves_ends_the_run_before_he_is_gone(groups: Groups[Any]) -> None:
    source = Source()
    async with told_once(groups, source) as one:
        other = groups.join("key", lambda: source, 10)
        await other.aclose()
        assert source.ended == 0
        await one.aclose()
        assert (source.ended, len(groups)) == (1, 0)


async def test_who_comes_after_the_last_has_left_begins_anew(groups: Groups[Any]) -> None:
    old, new = Source(), Source()
    async with told_once(groups, old):
        pass
    async with told_once(groups, new):
        assert (old.ended, new.started) == (1, 1)


async def test_leaving_while_the_run_begins_leaves_nothing_behind(groups: Groups[Any]) -> None:
    source = Source()
    one = groups.join("key", lambda: source, 10)
    await one.aclose()
    assert (source.started, source.ended, len(groups)) == (0, 0, 0)


async def test_leaving_while_another_waits_for_the_run_to_begin_takes_nothing_from_him(groups: Groups[Any]) -> None:
    opening = asyncio.Event()

    class SlowToBegin(Told):
        async def events(self) -> AsyncGenerator[Event, None]:
            await opening.wait()
            yield Event(self, b"event")

    first, second = (groups.join("key", SlowToBegin, 10) for _ in range(2))
    waiting = asyncio.create_task(rest(second))
    await first.aclose()
    opening.set()
    assert await waiting == [b"event"]


async def test_leaving_twice_is_leaving_once(groups: Groups[Any]) -> None:
    source = Source()
    async with told_once(groups, source) as one, told_once(groups, source):
        await one.aclose()
        await one.aclose()
        assert groups.subscribers == 1


async def test_the_end_of_the_run_reaches_each_after_what_came_before_it(groups: Groups[Any]) -> None:
    source = Source()
    subscribers = [groups.join("key", lambda: source, 10) for _ in range(2)]
    for event in (b"one", b"two", None):
        source.feed.put_nowait(event)
    assert [await rest(one) for one in subscribers] == [[b"one", b"two"]] * 2
    assert len(groups) == 0


async def test_a_refusal_reaches_each_as_an_error_of_his_own(groups: Groups[Any]) -> None:
    source = Source()
    subscribers = [groups.join("key", lambda: source, 10) for _ in range(2)]
    source.feed.put_nowait(b"one")
    source.feed.put_nowait(ClientError("SOME_CODE", "why", status=403, extensions={"requestId": "r"}))
    raised = []
    for one in subscribers:
        assert await anext(one) == b"one"
        with pytest.raises(ClientError) as refusal:
            await anext(one)
        raised.append(refusal.value)
    assert [one.as_graphql()["extensions"] for one in raised] == [{"code": "SOME_CODE", "requestId": "r"}] * 2
    assert raised[0] is not raised[1]


async def test_the_end_of_the_process_is_not_told_as_the_end_of_the_events() -> None:
    groups, source = Groups[Any](), Source()
    async with told_once(groups, source) as one:
        await groups.close()
        assert source.ended == 1
        with pytest.raises(ClientError) as refusal:
            await anext(one)
        assert refusal.value.code == "INTERNAL_SERVER_ERROR"
