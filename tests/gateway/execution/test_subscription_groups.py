"""One run for all who give the same key: who is told what, and when the run begins and ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

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


@pytest.fixture
async def groups() -> AsyncIterator[Groups[Any]]:
    groups: Groups[Any] = Groups()
    yield groups
    await groups.close()
    assert (len(groups), groups.subscribers) == (0, 0)


@asynccontextmanager
async def told_once(groups: Groups[Any], source: Source, *, limit: int = 10) -> AsyncIterator[Subscriber]:
    """A subscriber whose run has told him an event."""
    subscriber = groups.join("key", lambda: source, limit)
    source.feed.put_nowait(b"first")
    assert await anext(subscriber) == b"first"
    yield subscriber
    await subscriber.aclose()


async def _rest(subscriber: Subscriber) -> list[bytes]:
    async with asyncio.timeout(5):
        return [event async for event in subscriber]


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
    waiting = asyncio.create_task(_rest(second))
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
    assert [await _rest(one) for one in subscribers] == [[b"one", b"two"]] * 2
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


async def test_one_event_too_many_cuts_off_the_slow_one_and_hurts_nobody_else(groups: Groups[Any]) -> None:
    source, cut = Source(), asyncio.Event()
    slow = groups.join("key", lambda: source, 3, on_cut=cut.set)
    quick = groups.join("key", lambda: source, 3)
    for number in range(10):
        source.feed.put_nowait(b"%d" % number)
    source.feed.put_nowait(None)
    assert await _rest(quick) == [b"%d" % number for number in range(10)]
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
    await _rest(quick)
    assert await _rest(slow) == [b"1", b"2", b"3"]


async def test_a_burst_without_a_pause_cuts_nobody_off_who_keeps_up(groups: Groups[Any]) -> None:
    class Burst(Told):
        async def events(self) -> AsyncGenerator[Event, None]:
            for number in range(1000):
                yield Event(self, b"%d" % number)

    readers = [asyncio.create_task(_rest(groups.join("key", Burst, 2))) for _ in range(20)]
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


async def test_the_end_of_the_process_is_not_told_as_the_end_of_the_events() -> None:
    groups, source = Groups[Any](), Source()
    async with told_once(groups, source) as one:
        await groups.close()
        assert source.ended == 1
        with pytest.raises(ClientError) as refusal:
            await anext(one)
        assert refusal.value.code == "INTERNAL_SERVER_ERROR"


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
    assert await _rest(quick) == [b"1"]
    assert (len(groups), groups.sources) == (0, {source: 2})
    end(groups, ClientError("CODE", "changed"), lambda running: running is source)
    with pytest.raises(ClientError, match="changed"):
        await anext(slow)
    assert await _rest(quick) == []
    await slow.aclose()
    await quick.aclose()
    assert groups.sources == {}


async def test_a_run_that_is_over_is_forgotten_when_the_last_has_heard_of_it(groups: Groups[Any]) -> None:
    source = Source()
    one = groups.join("key", lambda: source, 10)
    source.feed.put_nowait(b"1")
    source.feed.put_nowait(None)
    assert await _rest(one) == [b"1"]
    assert groups.sources == {source: 1}
    await one.aclose()
    assert groups.sources == {}
