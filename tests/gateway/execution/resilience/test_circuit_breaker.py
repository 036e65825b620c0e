"""When a circuit breaker opens, what it lets through, and when it closes."""

from __future__ import annotations

import pytest

from gateway.execution.resilience.circuit_breaker import BreakerRule, CircuitBreaker
from tests.kit.driven_transport import Clock

RULE = BreakerRule(failures=4, share=0.5, window=10.0, pause=1.0)


def breaker(rule: BreakerRule | None = RULE) -> tuple[CircuitBreaker, Clock, list[bool]]:
    clock, told = Clock(), list[bool]()
    return CircuitBreaker(rule, clock, told.append), clock, told


def opened() -> tuple[CircuitBreaker, Clock, list[bool]]:
    made, clock, told = breaker()
    for _ in range(4):
        made.failed()
    assert made.is_open
    return made, clock, told


def test_so_many_failures_in_a_row_open_it_however_much_went_well_before() -> None:
    made, _, told = breaker()
    for _ in range(1000):
        made.succeeded()
    for _ in range(3):
        made.failed()
    assert not made.is_open
    made.failed()
    assert made.is_open
    assert told == [True]


def test_a_success_between_them_begins_the_row_anew() -> None:
    made, *_ = breaker()
    for _ in range(20):
        made.succeeded()
    for _ in range(3):
        made.failed()
    made.succeeded()
    for _ in range(3):
        made.failed()
    assert not made.is_open


def test_too_large_a_share_of_failures_opens_it_although_some_succeed() -> None:
    made, *_ = breaker()
    outcomes = [made.succeeded, made.failed] * 4
    for outcome in outcomes[:-1]:
        outcome()
    assert not made.is_open
    outcomes[-1]()
    assert made.is_open


def test_what_ended_before_the_window_does_not_count() -> None:
    made, clock, _ = breaker()
    for _ in range(3):
        made.succeeded()
        made.failed()
    clock.now += 11
    made.succeeded()
    made.failed()
    assert not made.is_open


def test_what_ended_in_the_half_of_the_window_before_counts() -> None:
    made, clock, _ = breaker()
    for _ in range(3):
        made.succeeded()
        made.failed()
    clock.now += 6
    made.succeeded()
    made.failed()
    assert made.is_open


def test_one_probe_goes_after_each_pause_and_the_pauses_grow_up_to_the_longest() -> None:
    made, clock, _ = opened()
    probes = []
    for tick in range(1, 401):
        clock.now = 1000.0 + tick / 100
        if made.may_probe():
            probes.append(tick / 100)
    assert probes == pytest.approx([0.1, 0.3, 0.7, 1.5, 2.5, 3.5], abs=0.05)


def test_a_probe_that_hangs_does_not_hold_up_the_next() -> None:
    made, clock, _ = opened()
    clock.now += 0.1
    assert made.may_probe()
    clock.now += 2
    assert made.may_probe()


def test_a_probe_that_succeeds_closes_it_and_forgets_what_was_before() -> None:
    made, _, told = opened()
    made.succeeded(is_probe=True)
    assert not made.is_open
    assert told == [True, False]
    for _ in range(3):
        made.failed()
    assert not made.is_open


def test_what_was_sent_before_it_opened_does_not_close_it() -> None:
    made, _, told = opened()
    made.succeeded()
    assert made.is_open
    assert told == [True]


def test_without_a_rule_it_never_opens() -> None:
    made, _, told = breaker(None)
    for _ in range(1000):
        made.failed()
    made.succeeded()
    assert not made.is_open
    assert told == []
