"""Errands to stock: told at once after the change they were written with, and again until stock has answered.

Those of one order are told in the order they were given.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.due import whenever_due
from subgraphs.common.peers import PeerFailed
from subgraphs.common.viewer import Viewer, viewer_members, viewer_of
from subgraphs.orders.queries import errands
from subgraphs.orders.queries.orders import AnyRow

TURN = timedelta(seconds=30)
"""How long one may take; after that another process runs it."""
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
AT_ONCE = 50
LONGEST_WAIT = 30.0
"""Seconds."""

DOCUMENTS = {"release": "ReleaseStock", "ship": "ShipStock"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """`kind`: release or ship; `told`: the variables of its document."""

    order: str
    kind: str
    told: Mapping[str, Any]


async def give(connection: AsyncConnection, services: Services, viewer: Viewer, errand: Errand) -> AnyRow:
    """Written in the transaction of the change; whoever commits it runs it then."""
    return await errands.add(
        connection,
        {
            "order_number": errand.order,
            "kind": errand.kind,
            "told": dict(errand.told),
            "viewer": viewer_members(viewer),
            "tries": 1,
            "due_at": services.clock.now() + TURN,
        },
    )


async def run(services: Services, errand: AnyRow) -> bool:
    """Tells stock, or puts it off when stock cannot be told (False); all that was given before is done."""
    try:
        answer = await services.peers.ask("stock", DOCUMENTS[errand.kind], errand.told, viewer_of(errand.viewer))
    except PeerFailed as failed:
        logger.warning("errand %s of order %s is put off: %s", errand.id, errand.order_number, failed)
        await _put_off(services, errand)
        return False
    if errand.kind == "ship" and not answer["shipStock"]["shipped"]:
        short = answer["shipStock"]["short"]
        logger.error(
            "order %s has shipped more than stock kept: %s, positions %s", errand.order_number, errand.told, short
        )
        await _put_off(services, errand)
        return False
    async with services.database.write() as connection:
        await errands.done(connection, errand.id)
    return True


async def run_of_order(services: Services, number: str) -> bool:
    """Whether stock knows by now all that happened to an order; its open errands are run first, whoever has them."""
    async with services.database.read() as connection:
        rows = await errands.of_order(connection, number)
    for row in rows:
        if not await run(services, row):
            return False
    async with services.database.read() as connection:
        return not await errands.of_order(connection, number)


async def run_errands(services: Services) -> None:
    """The background work: looks at start, after commits, and when the next errand is due.

    SQLite has one process alone, so what is there at its start has been left behind by another that is gone.
    """
    if services.database.url.get_backend_name() == "sqlite":
        async with services.database.write() as connection:
            await errands.end_turns(connection, services.clock.now())
    async for _ in whenever_due(services, errands.next_due, longest_wait=LONGEST_WAIT):
        await run_waiting(services)


async def run_waiting(services: Services) -> None:
    """Runs each errand that is due, in the order they were given."""
    while True:
        at = services.clock.now()
        async with services.database.read() as connection:
            waiting = await errands.waiting(connection, at, AT_ONCE)
        if not waiting:
            return
        for errand in waiting:
            async with services.database.write() as connection:
                row = await errands.take(connection, errand, due=at, until=at + TURN)
            if row is not None:
                await run(services, row)


async def _put_off(services: Services, errand: AnyRow) -> None:
    pause = min(FIRST_PAUSE * 2 ** min(errand.tries, 10), LONGEST_PAUSE)
    async with services.database.write() as connection:
        await errands.put_off(connection, errand.id, services.clock.now() + pause)
