"""Gives reserved pieces back, by release or expiry; whoever waits for them gets them first."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.stock.queries import pools, reservations
from subgraphs.stock.rules.movements import Cause, of_line
from subgraphs.stock.service.backlog import parts_by_position, serve_backlog
from subgraphs.stock.service.occasion import Occasion

SUBJECT = "stock"
"""Who ends what has expired."""


async def release_stock(services: Services, subject: str, order: str, positions: Collection[int] | None) -> int:
    """How many reserved pieces were given back: of these positions, or of all; what is not there is nothing."""
    occasion = Occasion.now(services, subject)
    async with services.database.write() as connection:
        if await reservations.lock_reservation(connection, order) is None:
            return 0
        return await _give_back(connection, order, positions, Cause.RELEASED, occasion)


async def expire(services: Services, order: str) -> None:
    """Ends the reservation unless it was bound or renewed in the meantime."""
    occasion = Occasion.now(services, SUBJECT)
    async with services.database.write() as connection:
        known = await reservations.lock_reservation(connection, order)
        if known is not None and known.expires_at is not None and known.expires_at <= occasion.at:
            await _give_back(connection, order, None, Cause.EXPIRED, occasion)


async def _give_back(
    connection: AsyncConnection, order: str, positions: Collection[int] | None, cause: Cause, occasion: Occasion
) -> int:
    """The reservation is held, so its lines stay; their pools are held before their parts are read."""
    lines = await reservations.lines(connection, order)
    ending = [line for line in lines if positions is None or line.position in positions]
    skus = {line.sku for line in ending}
    await pools.lock(connection, skus)
    parts = parts_by_position(await reservations.parts(connection, order))
    movements = [
        movement for line in ending for movement in of_line(cause, order, line.position, line.sku, parts[line.position])
    ]
    await pools.move(connection, movements, occasion.subject, occasion.at)
    await reservations.remove_lines(connection, order, [line.position for line in ending])
    if cause is Cause.EXPIRED or (ending and len(ending) == len(lines)):
        await reservations.end(connection, order, occasion.at)
    await serve_backlog(connection, skus, occasion)
    await occasion.tell(connection, skus)
    return -sum(movement.reserved for movement in movements)
