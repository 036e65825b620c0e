"""Ends what lasts only so long: reservations until they expire, contingents to the end of their last day."""

from __future__ import annotations

from datetime import date
from functools import partial

from subgraphs.common.app import Services
from subgraphs.common.due import whenever_due
from subgraphs.stock.events import moved
from subgraphs.stock.queries import pools, reservations
from subgraphs.stock.service.backlog import serve_backlog
from subgraphs.stock.service.ending import SUBJECT, expire
from subgraphs.stock.service.occasion import Occasion

AT_ONCE = 100
LONGEST_WAIT = 60.0
"""Seconds."""


async def end_what_expires(services: Services) -> None:
    """Looks after every commit and when the next reservation is due, from start to stop; at contingents once a day.

    With a new day ended contingents are free, receipts that did not come count for nothing and promises are others:
    whoever follows stock is told, though nothing has moved.
    """
    served: date | None = None
    async for _ in whenever_due(services, reservations.next_expiry, longest_wait=LONGEST_WAIT):
        await expire_due(services)
        before, served = served, services.clock.today()
        if before != served:
            await serve_from_ended(services)
            if before is not None:
                services.events.look_anew(partial(moved, at=services.clock.now()))


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
