"""Retries are a share of all requests, and spread in time."""

from __future__ import annotations

import pytest

from gateway.execution.resilience.retry_budget import BURST, RetryBudget, pause_before


def test_retries_are_a_share_of_the_requests() -> None:
    budget = RetryBudget(0.1)
    taken = 0
    for _ in range(1000):
        budget.asked()
        taken += budget.take()
    assert taken == pytest.approx(1000 * 0.1 + BURST, abs=1)


def test_what_a_quiet_subgraph_may_save_up_is_bounded() -> None:
    budget = RetryBudget(0.5)
    for _ in range(1000):
        budget.asked()
    assert sum(budget.take() for _ in range(100)) == int(BURST)


def test_without_a_share_nothing_is_sent_again() -> None:
    budget = RetryBudget(None)
    for _ in range(1000):
        budget.asked()
    assert not budget.take()


def test_pauses_double_and_are_spread_between_half_and_one_and_a_half() -> None:
    assert [pause_before(retry, lambda: 0.5) for retry in (1, 2)] == [0.025, 0.05]
    assert [pause_before(1, lambda: 0.0), pause_before(1, lambda: 1.0)] == pytest.approx([0.0125, 0.0375])
