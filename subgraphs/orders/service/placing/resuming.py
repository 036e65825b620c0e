"""The background work that goes on with placings which nobody runs any more, or which wait for a peer."""

from __future__ import annotations

import asyncio
import logging

from subgraphs.common.app import Services
from subgraphs.common.due import whenever_due
from subgraphs.orders.queries import placings
from subgraphs.orders.service.placing.ending import TURN
from subgraphs.orders.service.placing.request import Placing
from subgraphs.orders.service.placing.saga import drop, run

AT_ONCE = 20
LONGEST_WAIT = 30.0
"""Seconds."""

logger = logging.getLogger(__name__)


async def finish_placings(services: Services) -> None:
    """Looks at start, after commits, and when the next placing is due.

    SQLite has one process alone, so what is there at its start has been left behind by another that is gone.
    """
    if services.database.url.get_backend_name() == "sqlite":
        async with services.database.write() as connection:
            await placings.end_turns(connection, services.clock.now())
    async for _ in whenever_due(services, placings.next_due, longest_wait=LONGEST_WAIT):
        await finish_waiting(services)


async def finish_waiting(services: Services) -> None:
    """Runs each placing that is due as far as it goes."""
    while True:
        async with services.database.read() as connection:
            waiting = await placings.waiting(connection, services.clock.now(), AT_ONCE)
        if not waiting:
            return
        await asyncio.gather(*(_finish(services, owner, key) for owner, key in waiting))


async def _finish(services: Services, owner: str, key: str) -> None:
    """One that fails is told and does not keep the others; its turn runs out and comes again."""
    try:
        at = services.clock.now()
        async with services.database.write() as connection:
            row = await placings.take(connection, owner, key, due=at, until=at + TURN)
        if row is not None:
            placing = Placing.of(row)
            await (drop(services, placing) if placing.number is None else run(services, placing))
    except placings.TurnLost:
        return
    except Exception:
        logger.exception("placing %s of %s could not be gone on with", key, owner)
