"""The use case of shipping: quantities of picked lines leave together, under a number of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.text import localized
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import changing
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.states import can_ship, shipped
from subgraphs.orders.service import errands
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.delivery import Scene, deliver, line_change
from subgraphs.orders.service.keyed import Keyed
from subgraphs.orders.service.telling import tell

SHIPMENTS_CAP = 100
NOT_OPEN = {
    "de": "Von Position {position} sind noch {quantity} zu verschicken; nennen Sie 1 bis {quantity}.",
    "en": "Of line {position} {quantity} are still to be shipped; name 1 to {quantity}.",
}


@dataclass(frozen=True, slots=True)
class Consignment:
    """`quantities` in order units, each with its position, in the order they were named."""

    number: str
    carrier: str
    tracking_url: str | None
    quantities: tuple[tuple[int, int], ...]


async def ship_order(viewer: Viewer, services: Services, key: str, consignment: Consignment) -> Answer:
    """Once per key. Stock is told what has left; if it cannot be told now, it will be. Raises PeerFailed."""

    async def ship(connection: AsyncConnection, scene: Scene) -> AnyRow:
        errors = list(_faults(scene, consignment.quantities, viewer.language))
        if errors:
            raise Refused(*errors)
        shipment = await _write(connection, services, scene, consignment)
        pieces = [
            {"position": position, "pieces": quantity * scene.ready[position].content}
            for position, quantity in consignment.quantities
        ]
        told = {"order": consignment.number, "shipment": shipment, "lines": pieces}
        return await errands.give(connection, services, viewer, errands.Errand(consignment.number, "ship", told))

    arguments = {
        "number": consignment.number,
        "carrier": consignment.carrier,
        "tracking_url": consignment.tracking_url,
        "quantities": consignment.quantities,
    }
    return await deliver(services, Keyed(viewer, key, "shipOrder", arguments), consignment.number, ship)


async def _write(connection: AsyncConnection, services: Services, scene: Scene, consignment: Consignment) -> str:
    """The number of the shipment."""
    number, quantities = consignment.number, dict(consignment.quantities)
    waiting = {position for position, count in quantities.items() if scene.ready[position].waits_after(count)}
    after = shipped(scene.progress, quantities, waiting)
    part = scene.parts + 1
    shipment = f"{number}-{part}"
    await changing.add_shipment(
        connection,
        {
            "number": shipment,
            "order_number": number,
            "part": part,
            "shipped_at": services.clock.now(),
            "carrier": consignment.carrier,
            "tracking_url": consignment.tracking_url,
        },
        [
            {"shipment_number": shipment, "position": position, "order_number": number, "quantity": quantity}
            for position, quantity in quantities.items()
        ],
    )
    lines = [line_change(scene.ready[line.position], line.state) for line in after.lines if line.position in quantities]
    await changing.change_lines(connection, number, lines)
    order = await changing.change_order(connection, number, state=after.state)
    await tell(connection, order, services.clock.now())
    return shipment


def _faults(scene: Scene, quantities: Sequence[tuple[int, int]], language: str) -> Iterator[UserError]:
    if scene.parts >= SHIPMENTS_CAP:
        yield user_error(OrderErrorCode.NOT_IN_THIS_STATE, language, "input", "number")
    for index, (position, quantity) in enumerate(quantities):
        ready, path = scene.ready.get(position), ("input", "lines", str(index))
        if ready is None:
            yield user_error(OrderErrorCode.LINE_NOT_FOUND, language, *path, "position", position=position)
        elif not can_ship(scene.progress.state, ready.line):
            yield user_error(OrderErrorCode.NOT_IN_THIS_STATE, language, *path, "position")
        elif not 1 <= quantity <= ready.line.open_quantity:
            text = localized(NOT_OPEN, language) or ""
            problem = text.format(position=position, quantity=ready.line.open_quantity)
            yield user_error(OrderErrorCode.QUANTITY_NOT_VALID, language, *path, "quantity", problem=problem)
        elif quantity > ready.units:
            yield user_error(OrderErrorCode.NOTHING_RESERVED, language, *path, "quantity")
