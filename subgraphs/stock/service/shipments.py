"""Goods leave: what was reserved for their lines goes from the pools, once per shipment."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.stock.queries import pools, reservations
from subgraphs.stock.rules.movements import Cause, of_line
from subgraphs.stock.rules.shipping import leaving
from subgraphs.stock.service.backlog import parts_by_position
from subgraphs.stock.service.occasion import Occasion


class ShipmentDiffers(Exception):
    """A shipment of this number has left with other lines."""


async def ship_stock(
    services: Services, subject: str, order: str, shipment: str, pieces: Mapping[int, int]
) -> tuple[int, ...]:
    """Ships `pieces` by position; the positions with less reserved than that, for which nothing at all is shipped.

    An order of which goods have left no longer expires. The same shipment again ships nothing more; raises
    ShipmentDiffers when it is asked for with other lines.
    """
    occasion = Occasion.now(services, subject)
    body = json.dumps(sorted(pieces.items()))
    async with services.database.write() as connection:
        if await reservations.lock_reservation(connection, order) is None:
            return tuple(sorted(pieces))
        known = await reservations.shipment(connection, order, shipment)
        if known is None:
            return await _ship(connection, order, shipment, pieces, body, occasion)
        if known != body:
            raise ShipmentDiffers
        return ()


async def _ship(
    connection: AsyncConnection, order: str, shipment: str, pieces: Mapping[int, int], body: str, occasion: Occasion
) -> tuple[int, ...]:
    lines = {line.position: line for line in await reservations.lines(connection, order) if line.position in pieces}
    skus = {line.sku for line in lines.values()}
    await pools.lock(connection, skus)
    parts = parts_by_position(await reservations.parts(connection, order))
    taken = {position: leaving(parts[position], wanted) for position, wanted in pieces.items()}
    short = tuple(sorted(position for position, leaves in taken.items() if leaves is None))
    if short:
        return short
    movements = [
        movement
        for position, leaves in taken.items()
        for movement in of_line(Cause.SHIPPED, order, position, lines[position].sku, leaves or ())
    ]
    await pools.move(connection, movements, occasion.subject, occasion.at)
    left = {(position, *part.key): part.pieces for position in pieces for part in parts[position]}
    for position, leaves in taken.items():
        for part in leaves or ():
            left[position, *part.key] -= part.pieces
    await reservations.set_parts(connection, order, left)
    done = [p for p in pieces if not lines[p].back_ordered and not any(left[p, *part.key] for part in parts[p])]
    await reservations.remove_lines(connection, order, done)
    await reservations.keep_shipment(connection, order, shipment, body, occasion.at)
    await reservations.keep(connection, order)
    await occasion.tell(connection, skus)
    return ()
