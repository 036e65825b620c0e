"""What stands reserved for an order, and for how long."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.stock.queries import reservations
from subgraphs.stock.queries.rows import Rows


async def standing(services: Services, order: str) -> Rows:
    """The lines of an order; none where nothing was reserved, or where it has expired."""
    async with services.database.read() as connection:
        return await reservations.standing(connection, order, services.clock.now())


async def bind_reservation(services: Services, order: str) -> bool:
    """From now on it does not expire; False when it has already, or is not there."""
    async with services.database.write() as connection:
        return await reservations.bind(connection, order, services.clock.now())
