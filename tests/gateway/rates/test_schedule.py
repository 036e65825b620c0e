"""A minute's requests pass, the next one waits; time gives them back one by one."""

from __future__ import annotations

import pytest

from gateway.rates import Schedule


def sent(schedule: Schedule, requests: int, now: float = 1_795_500_000.1) -> tuple[float | None, float]:
    """When the bucket is full again after so many requests at once, and the wait of the next."""
    full_at: float | None = None
    for _ in range(requests):
        assert schedule.wait(full_at, now) == 0
        full_at = schedule.after(full_at, now)
    return full_at, schedule.wait(full_at, now)


@pytest.mark.parametrize("per_minute", [1, 3, 7, 60, 6_000])
def test_a_minutes_requests_pass_at_once_and_one_more_does_not(per_minute: int) -> None:
    _, wait = sent(Schedule(per_minute), per_minute)
    assert 0 < wait <= 60 / per_minute


def test_each_share_of_the_minute_lets_one_more_pass() -> None:
    schedule, now = Schedule(6), 0.0
    full_at, _ = sent(schedule, 6, now)
    assert schedule.wait(full_at, now + 10) == 0
    full_at = schedule.after(full_at, now + 10)
    assert schedule.wait(full_at, now + 10) > 0
    assert schedule.wait(full_at, now + 20) == 0


def test_after_a_quiet_minute_the_bucket_is_full_and_never_fuller() -> None:
    schedule = Schedule(2)
    full_at, _ = sent(schedule, 2, 0.0)
    for _ in range(2):
        assert schedule.wait(full_at, 3_600.0) == 0
        full_at = schedule.after(full_at, 3_600.0)
    assert schedule.wait(full_at, 3_600.0) > 0


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    full_at, wait = sent(Schedule(2), 2, 1_000_000.0)
    assert wait > 0
    assert Schedule(2).wait(full_at, 900_000.0) == 0
