"""Picking and shipping, by logistics."""

from __future__ import annotations

from urllib.parse import urlsplit

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.orders.rules.delivery import as_written
from subgraphs.orders.schema.cancelling import OrderPayload, positions_of
from subgraphs.orders.schema.keys import key_of
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service.picking import Picking, start_picking
from subgraphs.orders.service.reading import order_in_hand
from subgraphs.orders.service.shipping import Consignment, ship_order

CARRIER_CAP = 100
URL_CAP = 500
LINES_CAP = 500


@strawberry.input(description="Lines of an order that the warehouse takes in hand.")
class StartPickingInput:
    key: strawberry.ID = strawberry.field(description="Chosen by the caller, new for each call.")
    number: strawberry.ID = strawberry.field(description="Our order number.")
    positions: list[int] | None = strawberry.field(
        default=None, description="The lines; by default all of which anything lies ready."
    )


@strawberry.input(description="What of one line leaves.")
class ShippedLineInput:
    position: int = strawberry.field(description="The line.")
    quantity: int = strawberry.field(description="In order units.")


@strawberry.input(description="One delivery of an order.")
class ShipOrderInput:
    key: strawberry.ID = strawberry.field(description="Chosen by the caller, new for each delivery.")
    number: strawberry.ID = strawberry.field(description="Our order number.")
    carrier: str = strawberry.field(description="Who carries it.")
    lines: list[ShippedLineInput] = strawberry.field(description="What leaves, each line once.")
    tracking_url: str | None = strawberry.field(default=None, description="The carrier's page for this delivery.")


@strawberry.type
class DeliveryMutation:
    @federation.mutation(description="Lines are being picked: from now on they can no longer be cancelled.")
    async def start_picking(self, info: Asked, input: StartPickingInput) -> OrderPayload:  # noqa: A002
        viewer, services = info.context.viewer, info.context.services
        picking = Picking(str(input.number), positions_of(input.positions))
        answer = await start_picking(viewer, services, key_of(input.key), picking)
        return OrderPayload.of(answer, await order_in_hand(viewer, services, picking.number))

    @federation.mutation(description="Picked goods leave; only what is reserved for a line can.")
    async def ship_order(self, info: Asked, input: ShipOrderInput) -> OrderPayload:  # noqa: A002
        viewer, services = info.context.viewer, info.context.services
        consignment = _consignment(input)
        answer = await ship_order(viewer, services, key_of(input.key), consignment)
        return OrderPayload.of(answer, await order_in_hand(viewer, services, consignment.number))


def _consignment(given: ShipOrderInput) -> Consignment:
    carrier = as_written(given.carrier)
    if not 1 <= len(carrier) <= CARRIER_CAP:
        raise BadInput(f"Field 'carrier' must have 1 to {CARRIER_CAP} characters.")
    quantities = tuple((line.position, line.quantity) for line in given.lines)
    if not 1 <= len(quantities) <= LINES_CAP or len(dict(quantities)) < len(quantities):
        raise BadInput(f"Field 'lines' must name 1 to {LINES_CAP} lines, each once.")
    return Consignment(str(given.number), carrier, _url(given.tracking_url), quantities)


def _url(given: str | None) -> str | None:
    if given is None:
        return None
    parts = urlsplit(given)
    if len(given) > URL_CAP or not given.isprintable() or parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadInput(f"Field 'trackingUrl' must be an http or https address of up to {URL_CAP} characters.")
    return given
