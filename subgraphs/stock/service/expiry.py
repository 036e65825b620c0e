"""Ends reservations that have expired."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.stock.queries import reservations
from subgraphs.stock.service.ending import expire

AT_ONCE = 100
LONGEST_WAIT = 60.0
"""Seconds; a process does not hear of what others reserve, so it looks in between."""


async def expire_reservations(services: Services) -> None:
    """Looks after every commit and when the next reservation is due, from start to stop."""
    wait = LONGEST_WAIT

    def until_due() -> float:
        return wait

    async for _ in services.database.written(at_least_every=until_due):
        await expire_due(services)
        wait = await _until_next(services)


async def expire_due(services: Services) -> None:
    """Ends everything that is due, each order in a transaction of its own."""
    while True:
        async with services.database.read() as connection:
            due = await reservations.expired(connection, services.clock.now(), AT_ONCE)
        if not due:
            return
        for order in due:
            await expire(services, order)


async def _until_next(services: Services) -> float:
    async with services.database.read() as connection:
        due = await reservations.next_expiry(connection)
    if due is None:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(0.0, (due - services.clock.now()).total_seconds()))
