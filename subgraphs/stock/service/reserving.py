"""Reserves the pieces of an order: all lines or none, once per order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.stock.queries import pictures, pools, reservations
from subgraphs.stock.queries.rows import Rows
from subgraphs.stock.rules.access import Access, access_of
from subgraphs.stock.rules.buyer import Buyer, buyer_of
from subgraphs.stock.rules.movements import Cause, of_line
from subgraphs.stock.rules.reserving import Decision, Shortage, Wanted, decide
from subgraphs.stock.service.occasion import Occasion
from subgraphs.stock.service.pictures import pictures_of


@dataclass(frozen=True, slots=True)
class ReservationRequest:
    """`country`: of the ship-to; `back_orders`: whether lines may wait for receipts; `lasts`: until it expires."""

    order: str
    lines: tuple[Wanted, ...]
    country: str
    back_orders: bool
    lasts: timedelta

    @property
    def skus(self) -> list[str]:
        return sorted({line.sku for line in self.lines})


@dataclass(frozen=True, slots=True)
class ReservationOutcome:
    """Lines as `reservations.standing` tells them, or what stands in the way; then nothing is reserved."""

    lines: Rows
    shortages: tuple[Shortage, ...] = ()


async def reserve_stock(services: Services, viewer: Viewer, request: ReservationRequest) -> ReservationOutcome:
    """A second call for an order answers what stands reserved; after release or expiry it reserves anew.

    The first attempt reads without holding anything and relies on the guards of the pools. Where a guard fails, and
    where receipts and promises count, which no guard protects, a second one holds the pools before it reads.
    """
    occasion = Occasion.now(services, viewer.subject)
    buyer = buyer_of(viewer, request.country)
    access = replace(access_of(viewer), company=buyer.access.company, tier=buyer.access.tier, everything=False)
    async with services.database.write() as connection:
        for holding in (False, True):
            savepoint = await connection.begin_nested()
            outcome = await _attempt(connection, request, buyer, access, occasion, holding=holding)
            if outcome is not None and not outcome.shortages:
                await savepoint.commit()
                return outcome
            await savepoint.rollback()
            if outcome is not None:
                return outcome
    raise RuntimeError(f"Pools of order {request.order} changed while they were held.")


async def _attempt(
    connection: AsyncConnection,
    request: ReservationRequest,
    buyer: Buyer,
    access: Access,
    occasion: Occasion,
    *,
    holding: bool,
) -> ReservationOutcome | None:
    """None when it has to be decided again, holding the pools."""
    order, at, expires_at = request.order, occasion.at, occasion.at + request.lasts
    if not await reservations.open_reservation(connection, order, buyer, at, expires_at):
        await reservations.renew(connection, order, at, expires_at)
        return ReservationOutcome(await reservations.standing(connection, order, at))
    if holding:
        await pools.lock(connection, request.skus)
    known = await pictures_of(connection, request.skus, occasion.today)
    near = (await pictures.warehouses_by_country(connection)).get(request.country, frozenset())
    decision = decide(request.lines, known, access, near, occasion.today, back_orders=request.back_orders)
    if not holding and (decision.waits or any(picture.demands for picture in known.values())):
        return None
    if decision.shortages:
        return ReservationOutcome((), decision.shortages)
    try:
        await _reserve(connection, order, decision, occasion)
    except pools.NotEnough:
        return None
    return ReservationOutcome(await reservations.standing(connection, order, at))


async def _reserve(connection: AsyncConnection, order: str, decision: Decision, occasion: Occasion) -> None:
    movements = [
        movement
        for line in decision.lines
        for movement in of_line(Cause.RESERVED, order, line.position, line.sku, line.parts)
    ]
    await pools.move(connection, movements, occasion.subject, occasion.at)
    await reservations.add_lines(connection, order, decision.lines)
    await occasion.tell(connection, {line.sku for line in decision.lines})
