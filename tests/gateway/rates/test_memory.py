"""Counts in memory are of each client alone, and no number of clients makes them grow without end."""

from __future__ import annotations

from gateway.rates import MemoryRates, Schedule

ONCE = Schedule(1)


async def test_each_client_has_its_own_count() -> None:
    rates = MemoryRates(lambda: 0.0)
    assert [await rates.take(key, ONCE) > 0 for key in ("a", "b", "a", "b")] == [False, False, True, True]


async def test_a_refused_request_is_not_counted() -> None:
    now = 0.0
    rates = MemoryRates(lambda: now)
    await rates.take("a", ONCE)
    for _ in range(100):
        assert await rates.take("a", ONCE) > 0
    now = 60.0
    assert await rates.take("a", ONCE) == 0


async def test_many_addresses_displace_those_that_asked_longest_ago_and_take_no_more_room() -> None:
    rates = MemoryRates(lambda: 0.0, most=100)
    for number in range(100):
        await rates.take(f"old {number}", Schedule(2))
    await rates.take("old 0", Schedule(2))
    for number in range(99):
        await rates.take(f"new {number}", Schedule(2))
    assert len(rates) == 100
    assert await rates.take("old 0", Schedule(2)) > 0
    assert await rates.take("old 1", Schedule(1)) == 0
