"""Ends what lasts only so long: reservations until they expire, contingents to the end of their last day."""

from __future__ import annotations

from datetime import date

from subgraphs.common.app import Services
from subgraphs.stock.queries import pools, reservations
from subgraphs.stock.service.backlog import serve_backlog
from subgraphs.stock.service.ending import SUBJECT, expire
from subgraphs.stock.service.occasion import Occasion

AT_ONCE = 100
LONGEST_WAIT = 60.0
"""Seconds; a process does not hear of what others reserve, so it looks in between."""


async def end_what_expires(services: Services) -> None:
    """Looks after every commit and when the next reservation is due, from start to stop; at contingents once a day."""
    wait = LONGEST_WAIT
    served: date | None = None

    def until_due() -> float:
        return wait

    async for _ in services.database.written(at_least_every=until_due):
        await expire_due(services)
        if served != services.clock.today():
            served = services.clock.today()
            await serve_from_ended(services)
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


async def serve_from_ended(services: Services) -> None:
    """What is left of contingents that have ended goes first to those who wait for it."""
    occasion = Occasion.now(services, SUBJECT)
    async with services.database.read() as connection:
        skus = await reservations.waiting_for_ended(connection, occasion.today)
    for sku in skus:
        async with services.database.write() as connection:
            await pools.lock(connection, [sku])
            await serve_backlog(connection, [sku], occasion)
            await occasion.tell(connection, [sku])


async def _until_next(services: Services) -> float:
    async with services.database.read() as connection:
        due = await reservations.next_expiry(connection)
    if due is None:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(0.0, (due - services.clock.now()).total_seconds()))
