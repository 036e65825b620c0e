"""Runs that the gateway ends or begins anew for whole groups: what still waits is refused, others are left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from gateway.errors import ClientError
from gateway.execution.subscriptions import Groups
from tests.kit.fed_source import Source, rest, told_once


async def test_ending_groups_at_once_reaches_who_waits_and_leaves_the_others_alone(groups: Groups[Any]) -> None:
    ended, spared = Source(), Source()
    one, other = groups.join("ended", lambda: ended, 10), groups.join("spared", lambda: spared, 10)
    ended.feed.put_nowait(b"1")
    ended.feed.put_nowait(b"2")
    assert await anext(one) == b"1"
    groups.end(ClientError("SUBSCRIPTION_SCHEMA_RELOAD", "changed"), lambda source: source is ended)
    with pytest.raises(ClientError, match="changed"):
        await anext(one)
    spared.feed.put_nowait(b"still here")
    assert await anext(other) == b"still here"
    async with asyncio.timeout(5):
        await ended.over.wait()
    assert (len(groups), groups.subscribers) == (1, 1)
    await one.aclose()
    await other.aclose()


async def test_a_run_begun_anew_forgets_what_waits_and_nobody_else_joins_it(groups: Groups[Any]) -> None:
    source, other = Source(), Source()
    async with told_once(groups, source) as one:
        watching = groups.join("key", lambda: source, 10)
        source.feed.put_nowait(b"of the old run")
        assert await anext(watching) == b"of the old run"
        groups.begin_anew(ClientError("CODE", "not for them"), lambda running: running is source)
        late = groups.join("key", lambda: other, 10)
        async with asyncio.timeout(5):
            await source.over.wait()
        source.feed.put_nowait(b"of the new run")
        other.feed.put_nowait(b"of another")
        assert [await anext(each) for each in (one, watching, late)] == [b"of the new run"] * 2 + [b"of another"]
        assert (source.started, source.ended, len(groups), groups.subscribers) == (2, 1, 2, 3)
        await watching.aclose()
        await late.aclose()
    assert (source.ended, groups.sources) == (2, {})


@pytest.mark.parametrize("end", [Groups.end, Groups.begin_anew])
async def test_what_waits_of_a_run_that_is_over_is_refused_to_who_has_not_heard_it(
    groups: Groups[Any], end: Callable[[Groups[Any], ClientError, Callable[[Any], bool]], None]
) -> None:
    source = Source()
    slow, quick = (groups.join("key", lambda: source, 10) for _ in range(2))
    source.feed.put_nowait(b"1")
    source.feed.put_nowait(None)
    assert await rest(quick) == [b"1"]
    assert (len(groups), groups.sources) == (0, {source: 2})
    end(groups, ClientError("CODE", "changed"), lambda running: running is source)
    with pytest.raises(ClientError, match="changed"):
        await anext(slow)
    assert await rest(quick) == []
    await slow.aclose()
    await quick.aclose()
    assert groups.sources == {}


async def test_a_run_that_is_over_is_forgotten_when_the_last_has_heard_of_it(groups: Groups[Any]) -> None:
    source = Source()
    one = groups.join("key", lambda: source, 10)
    source.feed.put_nowait(b"1")
    source.feed.put_nowait(None)
    assert await rest(one) == [b"1"]
    assert groups.sources == {source: 1}
    await one.aclose()
    assert groups.sources == {}
