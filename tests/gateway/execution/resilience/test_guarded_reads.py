"""Reads behind the guards of a subgraph: sent again where that may help, refused where it cannot, each told once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from gateway.execution.resilience.guarded import GuardedTransport
from gateway.execution.starting import until_ended
from gateway.model.transport import NotAskedError, SubgraphAnswer, UnreachedInTimeError
from tests.kit.driven_transport import OK
from tests.kit.guarded_subgraph import BAD_GATEWAY, RULES, UNANSWERED, UNAVAILABLE, Guarded, codes


async def test_an_answer_passes_as_it_is() -> None:
    guarded = Guarded()
    guarded.read()
    assert guarded.guard.cap.running == 1
    guarded.end(0, OK)
    assert guarded.ends == [(OK, None)]
    assert guarded.guard.cap.running == 0


@pytest.mark.parametrize("first", [UNANSWERED, ConnectionRefusedError(), BAD_GATEWAY, UNAVAILABLE])
async def test_a_read_of_which_no_answer_came_is_sent_again_with_the_time_that_is_left(first: Any) -> None:
    guarded = Guarded()
    guarded.read()
    guarded.clock.now += 4
    guarded.end(0, first)
    assert guarded.ends == []
    await guarded.sent(2)
    assert guarded.subgraph.sent[1].timeout == pytest.approx(6.0)
    guarded.end(1, OK)
    assert guarded.ends == [(OK, None)]


@pytest.mark.parametrize(
    "first",
    [
        ConnectionError("reset within the answer"),
        TimeoutError("no answer in time"),
        SubgraphAnswer(500, b"<html>"),
        SubgraphAnswer(503, b'{"errors":[{"message":"no"}]}'),
        SubgraphAnswer(200, b"no json"),
        SubgraphAnswer(429, b""),
    ],
)
async def test_what_was_answered_or_took_its_whole_time_is_not_asked_again(first: Any) -> None:
    guarded = Guarded()
    guarded.read()
    guarded.end(0, first)
    assert len(guarded.ends) == 1
    assert len(guarded.subgraph.sent) == 1


async def test_a_read_is_sent_three_times_at_most_and_then_told_as_it_ended_last() -> None:
    guarded = Guarded(replace(RULES, breaker=None))
    guarded.read()
    for at in range(3):
        await guarded.sent(at + 1)
        guarded.end(at, BAD_GATEWAY)
    assert guarded.ends == [(BAD_GATEWAY, None)]
    assert guarded.guard.cap.running == 0


async def test_without_budget_nothing_is_sent_again() -> None:
    guarded = Guarded(replace(RULES, retries=None))
    guarded.read()
    guarded.end(0, UNANSWERED)
    assert guarded.ends == [(None, UNANSWERED)]


async def test_nothing_is_sent_again_when_the_time_is_over_before() -> None:
    guarded = Guarded()
    guarded.read(timeout=1.0)
    guarded.clock.now += 0.999
    guarded.end(0, UNANSWERED)
    assert guarded.ends == [(None, UNANSWERED)]


async def test_a_client_that_goes_while_a_retry_waits_ends_it() -> None:
    guarded = Guarded()
    cancel = guarded.read()
    guarded.end(0, UNANSWERED)
    cancel()
    assert guarded.guard.cap.running == 0
    guarded.read()
    await guarded.sent(2)
    assert len(guarded.subgraph.sent) == 2
    assert guarded.ends == []


async def test_a_client_that_goes_ends_its_read_in_the_subgraph() -> None:
    guarded = Guarded()
    cancel = guarded.read()
    cancel()
    cancel()
    assert guarded.subgraph.sent[0].is_cancelled
    assert guarded.guard.cap.running == 0
    assert not guarded.guard.breaker.is_open


async def test_an_open_breaker_refuses_at_once_and_asks_nothing() -> None:
    guarded = Guarded()
    guarded.opened()
    cancel = guarded.read()
    cancel()
    assert codes(guarded.ends) == ["SUBGRAPH_CIRCUIT_BREAKER_REJECTED"]
    assert guarded.subgraph.sent == []


async def test_errors_of_graphql_and_of_the_client_never_open_it() -> None:
    guarded = Guarded()
    for answer in (
        SubgraphAnswer(200, b'{"errors":[{"message":"no"}]}'),
        SubgraphAnswer(500, b'{"errors":[{"message":"no"}],"data":null}'),
        SubgraphAnswer(400, b"no"),
    ) * 5:
        guarded.read()
        guarded.end(-1, answer)
    assert not guarded.guard.breaker.is_open


@pytest.mark.parametrize(
    ("waited", "opens"), [(10.0, True), (5.0, True), (4.9, False)], ids=["its time", "half of it", "less"]
)
async def test_a_read_that_only_had_a_little_time_left_says_nothing_of_the_subgraph(waited: float, opens: bool) -> None:
    guarded = Guarded()
    for _ in range(3):
        guarded.read(timeout=waited)
        guarded.clock.now += waited
        guarded.end(-1, TimeoutError())
    assert guarded.guard.breaker.is_open is opens


async def test_a_fault_of_ours_says_nothing_of_the_subgraph() -> None:
    guarded = Guarded()
    for _ in range(10):
        guarded.read()
        guarded.end(-1, ZeroDivisionError())
    assert not guarded.guard.breaker.is_open


async def test_a_probe_takes_no_place_and_its_success_lets_all_through() -> None:
    guarded = Guarded(replace(RULES, concurrency=3, queue=5))
    for _ in range(5):
        guarded.read()
    for at in range(3):
        guarded.end(at, ConnectionError("reset within the answer"))
    assert guarded.guard.cap.running == 2
    guarded.read()
    assert codes(guarded.ends[-1:]) == ["SUBGRAPH_CIRCUIT_BREAKER_REJECTED"]
    guarded.ends.clear()
    guarded.clock.now += 0.1
    before = len(guarded.subgraph.sent)
    guarded.read()
    assert len(guarded.subgraph.sent) == before + 1
    assert guarded.guard.cap.running == 2
    guarded.end(-1, OK)
    assert guarded.ends == [(OK, None)]
    assert not guarded.guard.breaker.is_open
    assert guarded.guard.cap.running == 2


async def test_a_probe_that_fails_keeps_it_open_until_the_next() -> None:
    guarded = Guarded()
    guarded.opened()
    guarded.clock.now += 0.1
    guarded.read()
    guarded.end(-1, UNANSWERED)
    guarded.read()
    assert codes(guarded.ends) == [None, "SUBGRAPH_CIRCUIT_BREAKER_REJECTED"]
    guarded.clock.now += 0.2
    guarded.read()
    assert len(guarded.subgraph.sent) == 2


async def test_beyond_the_cap_reads_wait_and_beyond_the_queue_they_are_turned_away() -> None:
    guarded = Guarded(replace(RULES, concurrency=1, queue=1))
    for _ in range(3):
        guarded.read()
    assert codes(guarded.ends) == ["REQUEST_CONCURRENCY_LIMITED"]
    assert len(guarded.subgraph.sent) == 1
    guarded.clock.now += 3
    guarded.end(0, OK)
    assert guarded.subgraph.sent[1].timeout == pytest.approx(7.0)
    guarded.end(1, OK)
    assert guarded.ends[1:] == [(OK, None), (OK, None)]
    assert guarded.guard.cap.running == 0


async def test_waiting_for_a_turn_has_an_end() -> None:
    guarded = Guarded(replace(RULES, concurrency=1))
    guarded.read()
    with pytest.raises(NotAskedError):
        await until_ended(guarded.transport.start, b"{}", {}, timeout=0.01)
    guarded.end(0, OK)
    assert len(guarded.subgraph.sent) == 1
    assert guarded.guard.cap.running == 0


async def test_a_client_that_goes_leaves_the_queue() -> None:
    guarded = Guarded(replace(RULES, concurrency=1, queue=1))
    guarded.read()
    guarded.read()()
    guarded.read()
    assert guarded.ends == []
    guarded.end(0, OK)
    assert len(guarded.subgraph.sent) == 2


async def test_when_the_breaker_opens_those_who_wait_are_told_at_once() -> None:
    guarded = Guarded(replace(RULES, concurrency=3, queue=100))
    for _ in range(50):
        guarded.read()
    for at in range(2):
        guarded.end(at, ConnectionError("reset within the answer"))
    assert len(guarded.subgraph.sent) == 5
    guarded.end(2, ConnectionError("reset within the answer"))
    assert len(guarded.subgraph.sent) == 5
    assert len(guarded.ends) == 3 + 45
    assert codes(guarded.ends).count("SUBGRAPH_CIRCUIT_BREAKER_REJECTED") == 45


async def test_what_cannot_be_sent_at_all_is_told_and_holds_no_place() -> None:
    guarded = Guarded()

    def unable(*_: Any, **__: Any) -> Any:
        raise ValueError("a header holds a line break")

    guarded.subgraph.start = unable  # type: ignore[method-assign]
    guarded.transport = GuardedTransport(guarded.subgraph, guarded.guard)
    guarded.read()
    assert str(guarded.ends[0][1]) == "a header holds a line break"
    assert guarded.guard.cap.running == 0


async def test_a_connection_that_nobody_takes_is_a_failure_however_early_it_is_given_up() -> None:
    guarded = Guarded(replace(RULES, retries=None))
    for _ in range(3):
        guarded.read()
        guarded.end(-1, UnreachedInTimeError("no connection"))
    assert guarded.guard.breaker.is_open


async def test_an_end_that_comes_just_after_its_client_was_cancelled_disturbs_nobody() -> None:
    guarded = Guarded()
    waiting = asyncio.create_task(until_ended(guarded.transport.start, b"{}", {}, timeout=5))
    await guarded.sent(1)
    waiting.cancel()
    guarded.end(0, OK)
    await asyncio.wait({waiting})
    assert waiting.cancelled()
    assert guarded.guard.cap.running == 0
