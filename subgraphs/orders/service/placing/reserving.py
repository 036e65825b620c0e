"""The second step: stock keeps the goods for a while, all lines or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.text import localized, written_day
from subgraphs.orders.errors import OrderErrorCode, UserError, user_error
from subgraphs.orders.queries import changing, orders
from subgraphs.orders.rules.reserved import ReservedLine, Shortage
from subgraphs.orders.service.placing.checking import line_path
from subgraphs.orders.service.placing.ending import go_on, undo
from subgraphs.orders.service.placing.request import PLACE, Placing
from subgraphs.orders.service.reservations import Reservation, ReservationRequest, reserve_stock

ORDER_IS_PLACED_WITHIN = timedelta(minutes=15)
"""After that a reservation without an order expires."""
REQUEST_IS_APPROVED_WITHIN = timedelta(hours=72)
"""How long an order that waits for approval reserves (DOMAIN 6)."""

PROMISED = {"de": "Lieferbar am {day}.", "en": "It can be had on {day}."}
ON_ENQUIRY = {"de": "Den Termin nennen wir auf Anfrage.", "en": "Please ask us for a date."}


async def reserve(services: Services, placing: Placing, *, then: str = "pricing") -> Placing:
    """On to the step `then`, or back with every line that stands in the way. Raises PeerFailed, TurnLost."""
    found = await _ask_to_reserve(services, placing)
    if found.shortages:
        return await undo(services, placing, _shortage_errors(found.shortages, placing.viewer.language))
    async with services.database.write() as connection:
        following = await go_on(connection, services, placing, then)
        await _keep_promises(connection, placing, found.lines)
        return following


async def _ask_to_reserve(services: Services, placing: Placing) -> Reservation:
    async with services.database.read() as connection:
        lines = await orders.lines(connection, [placing.order])
    request = placing.request
    lasts = ORDER_IS_PLACED_WITHIN if request.operation == PLACE else REQUEST_IS_APPROVED_WITHIN
    wanted = ReservationRequest(
        order=placing.order,
        pieces={line.position: (line.sku, line.quantity * line.order_content) for line in lines},
        country=request.ship_to.country,
        back_orders=request.back_orders,
        minutes=lasts // timedelta(minutes=1),
    )
    return await reserve_stock(services, placing.viewer, wanted)


async def _keep_promises(connection: AsyncConnection, placing: Placing, lines: Sequence[ReservedLine]) -> None:
    """Writes what the buyer is told of his lines, and until when all of them are kept for him."""
    told = [
        {"position": line.position, "back_ordered": line.told_back_ordered, "promised_date": line.promised_date}
        for line in lines
    ]
    await changing.change_lines(connection, placing.order, told)
    expiries = [line.expires_at for line in lines if line.expires_at is not None]
    await changing.change_order(connection, placing.order, reserved_until=min(expiries, default=None))


def _shortage_errors(shortages: Sequence[Shortage], language: str) -> Iterator[UserError]:
    for shortage in shortages:
        day = shortage.promised_date
        promise = localized(ON_ENQUIRY if day is None else PROMISED, language) or ""
        yield user_error(
            OrderErrorCode.NOT_ENOUGH_STOCK,
            language,
            *line_path(shortage.position),
            position=shortage.position,
            promise=promise.format(day=None if day is None else written_day(day, language)),
        )
