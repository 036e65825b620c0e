"""Mutations and subscriptions behind the guards: sent once at most, and never the probe."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from gateway.execution.resilience.circuit_breaker import BreakerRule
from gateway.execution.resilience.guarded import PROBE
from gateway.model.transport import NotAskedError, SubgraphAnswer, UnansweredError
from tests.kit.driven_transport import OK
from tests.kit.guarded_subgraph import BAD_GATEWAY, RULES, Guarded


def raising(problem: Exception):  # type: ignore[no-untyped-def]
    def answer() -> SubgraphAnswer:
        raise problem

    return answer


async def change(guarded: Guarded) -> SubgraphAnswer:
    return await guarded.transport.fetch(b"{}", {}, timeout=10)


async def test_a_mutation_is_never_sent_again() -> None:
    guarded = Guarded()
    guarded.subgraph.answer = raising(UnansweredError("closed"))
    with pytest.raises(UnansweredError):
        await change(guarded)
    guarded.subgraph.answer = lambda: BAD_GATEWAY
    assert await change(guarded) == BAD_GATEWAY
    assert guarded.subgraph.mutations == 2
    assert guarded.guard.cap.running == 0


async def test_failures_of_mutations_open_the_breaker_which_then_sends_none() -> None:
    guarded = Guarded()
    guarded.subgraph.answer = raising(ConnectionError("reset"))
    for _ in range(3):
        with pytest.raises(ConnectionError):
            await change(guarded)
    with pytest.raises(NotAskedError) as refused:
        await change(guarded)
    assert refused.value.code == "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"
    assert guarded.subgraph.mutations == 3


async def test_a_small_read_goes_before_the_mutation_that_is_due_to_probe() -> None:
    guarded = Guarded()
    guarded.opened()
    guarded.clock.now += 0.1
    changing = asyncio.create_task(change(guarded))
    await guarded.sent(1)
    assert guarded.subgraph.sent[0].body == PROBE
    assert guarded.subgraph.mutations == 0
    guarded.end(0, OK)
    assert await changing == OK
    assert not guarded.guard.breaker.is_open


@pytest.mark.parametrize("outcome", [UnansweredError("closed"), TimeoutError(), BAD_GATEWAY])
async def test_a_mutation_is_not_sent_when_that_read_fails(outcome: SubgraphAnswer | Exception) -> None:
    guarded = Guarded()
    guarded.opened()
    guarded.clock.now += 0.1
    changing = asyncio.create_task(change(guarded))
    await guarded.sent(1)
    guarded.end(0, outcome)
    with pytest.raises(NotAskedError):
        await changing
    assert guarded.subgraph.mutations == 0
    assert guarded.guard.breaker.is_open


async def test_a_mutation_waits_for_its_turn_and_is_turned_away_when_the_queue_is_full() -> None:
    guarded = Guarded(replace(RULES, concurrency=1, queue=1))
    guarded.read()
    waiting = asyncio.create_task(change(guarded))
    await asyncio.sleep(0)
    with pytest.raises(NotAskedError) as refused:
        await change(guarded)
    assert refused.value.code == "REQUEST_CONCURRENCY_LIMITED"
    guarded.end(0, OK)
    assert await waiting == OK
    assert guarded.guard.cap.running == 0


async def test_a_mutation_that_waited_in_vain_was_not_sent() -> None:
    guarded = Guarded(replace(RULES, concurrency=1, timeout=0.01))
    guarded.read()
    with pytest.raises(NotAskedError):
        await change(guarded)
    guarded.end(0, OK)
    assert guarded.subgraph.mutations == 0
    assert guarded.guard.cap.running == 0


async def test_one_whose_turn_comes_when_the_breaker_has_opened_is_not_sent() -> None:
    guarded = Guarded(replace(RULES, concurrency=1, breaker=BreakerRule(1, 0.5, 10.0, 1.0)))
    guarded.read()
    waiting = asyncio.create_task(change(guarded))
    await asyncio.sleep(0)
    guarded.end(0, ConnectionError("reset"))
    with pytest.raises(NotAskedError) as refused:
        await waiting
    assert refused.value.code == "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"
    assert guarded.subgraph.mutations == 0
    assert guarded.guard.cap.running == 0


async def test_a_waiting_mutation_that_is_cancelled_leaves_the_queue() -> None:
    guarded = Guarded(replace(RULES, concurrency=1))
    guarded.read()
    waiting = asyncio.create_task(change(guarded))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    guarded.end(0, OK)
    assert guarded.subgraph.mutations == 0
    assert guarded.guard.cap.running == 0


async def test_events_pass_and_hold_no_place() -> None:
    guarded = Guarded(replace(RULES, concurrency=1))
    guarded.subgraph.events = _events(b"1", b"2")
    async for event in guarded.transport.subscribe(b"{}", {}):
        assert event in (b"1", b"2")
        assert guarded.guard.cap.running == 0


async def test_subscriptions_that_cannot_connect_open_the_breaker_and_are_then_refused() -> None:
    guarded = Guarded()
    for _ in range(3):
        guarded.subgraph.events = _events(problem=UnansweredError("cannot connect"))
        with pytest.raises(UnansweredError):
            await anext(guarded.transport.subscribe(b"{}", {}))
    with pytest.raises(NotAskedError):
        await anext(guarded.transport.subscribe(b"{}", {}))


async def test_subscriptions_that_break_off_do_not() -> None:
    guarded = Guarded()
    for _ in range(5):
        guarded.subgraph.events = _events(problem=ConnectionError("the subgraph was restarted"))
        with pytest.raises(ConnectionError):
            await anext(guarded.transport.subscribe(b"{}", {}))
    assert not guarded.guard.breaker.is_open


async def _events(*events: bytes, problem: Exception | None = None) -> AsyncIterator[bytes]:
    for event in events:
        yield event
    if problem is not None:
        raise problem
