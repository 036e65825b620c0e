"""What orders asks of stock: what may be told of quantities, and to reserve, bind, release and ship them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.stock.queries.rows import AnyRow
from subgraphs.stock.rules import availability as rules
from subgraphs.stock.rules import reserving
from subgraphs.stock.schema.availability import Asked
from subgraphs.stock.service.ending import release_stock
from subgraphs.stock.service.reservations import bind_reservation, standing
from subgraphs.stock.service.reserving import ReservationRequest, reserve_stock
from subgraphs.stock.service.shipments import ShipmentDiffers, ship_stock
from subgraphs.stock.service.telling import stock_for

LINES_CAP = 500
PIECES_CAP = 100_000_000
MINUTES_CAP = 60 * 24 * 366

Order = Annotated[strawberry.ID, strawberry.argument(description="The order that is meant.")]


@federation.input(inaccessible=True, description="Pieces of an article, as a line of a cart or an order asks for them.")
class StockForLineInput:
    position: int = strawberry.field(description="Its number; the answer names it.")
    sku: strawberry.ID = strawberry.field(description="Article number.")
    pieces: int = strawberry.field(description="Base units.")


@federation.input(inaccessible=True, description="What an order wants to have reserved.")
class ReserveStockInput:
    order: strawberry.ID = strawberry.field(description="Reserves once, however often it is sent.")
    lines: list[StockForLineInput] = strawberry.field(description="Up to 500 lines.")
    country: str = strawberry.field(description="Of the ship-to, ISO 3166-1 alpha-2; its warehouses come first.")
    back_orders: bool = strawberry.field(description="Whether lines may wait for expected receipts.")
    minutes: int = strawberry.field(description="After which the reservation expires unless it is bound.")


@federation.input(inaccessible=True, description="Pieces of an order line that leave.")
class ShipStockLineInput:
    position: int = strawberry.field(description="The line.")
    pieces: int = strawberry.field(description="Base units.")


@federation.type(inaccessible=True, description="What the viewer may be told of a line.")
class StockForLine:
    position: int = strawberry.field(description="The position asked for.")
    kept: bool = strawberry.field(description="Whether any stock is kept of the article.")
    light: str | None = strawberry.field(description="green, yellow or red.")
    promised_date: date | None = strawberry.field(description="A working day.")
    on_enquiry: bool = strawberry.field(description="Whether one has to ask for a date.")

    @classmethod
    def of(cls, position: int, found: rules.Availability | None) -> StockForLine:
        light = None if found is None else found.light
        promise = None if found is None else found.promise
        return cls(
            position=position,
            kept=found is not None,
            light=None if light is None else light.value,
            promised_date=None if promise is None else promise.day,
            on_enquiry=promise is not None and promise.on_enquiry,
        )


@federation.type(inaccessible=True, description="A line of which something stands reserved or waits.")
class ReservedLine:
    position: int = strawberry.field(description="The line.")
    sku: strawberry.ID = strawberry.field(description="Article number.")
    reserved: int = strawberry.field(description="Base units that belong to the line.")
    back_ordered: int = strawberry.field(description="Base units the line waits for.")
    promised_date: date | None = strawberry.field(
        description="A working day for the whole line; null where none may be told."
    )
    expires_at: datetime | None = strawberry.field(description="Null once it is bound.")

    @classmethod
    def of(cls, row: AnyRow) -> ReservedLine:
        return cls(
            position=row.position,
            sku=row.sku,
            reserved=row.reserved,
            back_ordered=row.back_ordered,
            promised_date=row.promised,
            expires_at=row.expires_at,
        )


@federation.type(inaccessible=True, description="A line that stands in the way, as far as the viewer may know.")
class Shortage:
    position: int = strawberry.field(description="The line.")
    promised_date: date | None = strawberry.field(description="When the whole line could be had, a working day.")
    on_enquiry: bool = strawberry.field(description="Whether one has to ask for a date.")

    @classmethod
    def of(cls, shortage: reserving.Shortage) -> Shortage:
        promised = shortage.promised
        return cls(position=shortage.position, promised_date=promised, on_enquiry=promised is None)


@federation.type(inaccessible=True, description="All lines of the order, or what stands in the way.")
class ReserveStockPayload:
    reserved: bool = strawberry.field(description="False when there are shortages; then nothing was reserved.")
    lines: list[ReservedLine] = strawberry.field(description="By position.")
    shortages: list[Shortage] = strawberry.field(description="By position.")


@federation.type(inaccessible=True, description="What came of binding a reservation.")
class BindReservationPayload:
    bound: bool = strawberry.field(description="False when it has expired or is not there.")


@federation.type(inaccessible=True, description="What came of a release.")
class ReleaseStockPayload:
    released: int = strawberry.field(description="Base units given back.")


@federation.type(inaccessible=True, description="What came of a shipment.")
class ShipStockPayload:
    shipped: bool = strawberry.field(description="False when positions are short; then nothing was shipped.")
    short: list[int] = strawberry.field(description="Positions with less reserved than was to leave.")


@strawberry.type
class PeerQuery:
    @federation.field(
        inaccessible=True, description="What the viewer may be told of each quantity, by the rules of availability."
    )
    async def stock_for(
        self,
        info: Asked,
        lines: Annotated[list[StockForLineInput], strawberry.argument(description="Up to 500 lines.")],
    ) -> list[StockForLine]:
        context = info.context
        found = await stock_for(context.services, context.viewer, _wanted(lines))
        return [StockForLine.of(line.position, availability) for line, availability in found]

    @federation.field(inaccessible=True, description="What stands reserved for an order, by position.")
    async def reservation(self, info: Asked, order: Order) -> list[ReservedLine]:
        return [ReservedLine.of(row) for row in await standing(info.context.services, order)]


@strawberry.type
class PeerMutation:
    @federation.mutation(
        inaccessible=True, description="Reserves all lines of an order or none; the same order again reserves nothing."
    )
    async def reserve_stock(self, info: Asked, input: ReserveStockInput) -> ReserveStockPayload:  # noqa: A002
        if not 1 <= input.minutes <= MINUTES_CAP:
            raise BadInput(f"Field 'minutes' must be between 1 and {MINUTES_CAP}, not {input.minutes}.")
        request = ReservationRequest(
            input.order, _wanted(input.lines), input.country, input.back_orders, timedelta(minutes=input.minutes)
        )
        outcome = await reserve_stock(info.context.services, info.context.viewer, request)
        return ReserveStockPayload(
            reserved=not outcome.shortages,
            lines=[ReservedLine.of(row) for row in outcome.lines],
            shortages=[Shortage.of(shortage) for shortage in outcome.shortages],
        )

    @federation.mutation(inaccessible=True, description="The reservation of an order no longer expires.")
    async def bind_reservation(self, info: Asked, order: Order) -> BindReservationPayload:
        return BindReservationPayload(bound=await bind_reservation(info.context.services, order))

    @federation.mutation(inaccessible=True, description="Gives back what is reserved; what is not is nothing.")
    async def release_stock(
        self,
        info: Asked,
        order: Order,
        positions: Annotated[list[int] | None, strawberry.argument(description="All of them by default.")] = None,
    ) -> ReleaseStockPayload:
        viewer = info.context.viewer
        released = await release_stock(info.context.services, viewer.subject, order, positions)
        return ReleaseStockPayload(released=released)

    @federation.mutation(inaccessible=True, description="Reserved pieces leave, once per shipment.")
    async def ship_stock(
        self,
        info: Asked,
        order: Order,
        shipment: Annotated[strawberry.ID, strawberry.argument(description="Number of the shipment in its order.")],
        lines: Annotated[list[ShipStockLineInput], strawberry.argument(description="What leaves, up to 500 lines.")],
    ) -> ShipStockPayload:
        _check(lines)
        pieces = {line.position: line.pieces for line in lines}
        try:
            short = await ship_stock(info.context.services, info.context.viewer.subject, order, shipment, pieces)
        except ShipmentDiffers as differs:
            message = f"Shipment '{shipment}' of order '{order}' has left with other lines; number this one anew."
            raise BadInput(message) from differs
        return ShipStockPayload(shipped=not short, short=list(short))


def _wanted(lines: Sequence[StockForLineInput]) -> tuple[reserving.Wanted, ...]:
    _check(lines)
    ordered = sorted(lines, key=lambda line: line.position)
    return tuple(reserving.Wanted(line.position, str(line.sku), line.pieces) for line in ordered)


def _check(lines: Sequence[StockForLineInput] | Sequence[ShipStockLineInput]) -> None:
    if not 1 <= len(lines) <= LINES_CAP:
        raise BadInput(f"Argument 'lines' must hold 1 to {LINES_CAP} lines, not {len(lines)}.")
    if len({line.position for line in lines}) != len(lines):
        raise BadInput("Argument 'lines' must name each position once.")
    for line in lines:
        if not 1 <= line.pieces <= PIECES_CAP:
            raise BadInput(f"Line {line.position} must ask for 1 to {PIECES_CAP} pieces, not {line.pieces}.")
