"""Serves order lines that wait for pieces as soon as some become free, before anybody else can take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.stock.queries import pictures, pools, reservations
from subgraphs.stock.queries.rows import AnyRow
from subgraphs.stock.rules.allocating import Part
from subgraphs.stock.rules.buyer import Buyer
from subgraphs.stock.rules.filling import Waiting, fill
from subgraphs.stock.rules.movements import Cause, of_line
from subgraphs.stock.rules.picture import PoolKind
from subgraphs.stock.service.occasion import Occasion
from subgraphs.stock.service.pictures import pictures_of


async def serve_backlog(connection: AsyncConnection, skus: Collection[str], occasion: Occasion) -> None:
    """The caller holds the pools of these articles and tells of the change."""
    backlog: dict[str, list[AnyRow]] = defaultdict(list)
    for row in await reservations.waiting(connection, skus):
        backlog[row.sku].append(row)
    if not backlog:
        return
    known = await pictures_of(connection, backlog.keys(), occasion.today)
    near = await pictures.warehouses_by_country(connection)
    for sku in sorted(backlog):
        waiting = [_waiting(row, near.get(row.country, frozenset())) for row in backlog[sku]]
        filled = list(fill(known[sku], waiting, occasion.today))
        if filled:
            movements = [
                movement
                for line in filled
                for movement in of_line(Cause.RESERVED, line.order, line.position, sku, line.parts)
            ]
            await pools.move(connection, movements, occasion.subject, occasion.at)
            await reservations.add_filled(connection, sku, filled)


def parts_by_position(rows: Iterable[AnyRow]) -> defaultdict[int, list[Part]]:
    """Parts of one order by the position of their line; a line without any has none."""
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for row in rows:
        parts[row.position].append(Part(row.warehouse, PoolKind(row.kind), row.owner, row.pieces))
    return parts


def _waiting(row: AnyRow, near: Collection[str]) -> Waiting:
    buyer = Buyer(row.company, row.tier, row.direct, row.country)
    return Waiting(row.order_id, row.position, row.back_ordered, row.promised, buyer.access, near)
