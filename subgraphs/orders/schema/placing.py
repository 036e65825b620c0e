"""Placing and requesting orders."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry import federation

from subgraphs.orders.rules.delivery import ShipTo, as_written, is_country
from subgraphs.orders.schema.answers import OrderUserError
from subgraphs.orders.schema.cart import Cart
from subgraphs.orders.schema.keys import key_of
from subgraphs.orders.schema.order import Order
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service.carts import open_carts_by_id
from subgraphs.orders.service.placing.placing import place
from subgraphs.orders.service.placing.request import PLACE, REQUEST, PlacingRequest
from subgraphs.orders.service.reading import own_order


@strawberry.input(description="Where the goods are to go.")
class ShipToInput:
    name: str = strawberry.field(description="Recipient.")
    street: str = strawberry.field(description="Street and house number.")
    postcode: str = strawberry.field(description="Postcode.")
    city: str = strawberry.field(description="Town.")
    country: str = strawberry.field(description="Country, ISO 3166-1 alpha-2.")

    def written(self) -> ShipTo:
        return ShipTo(
            name=as_written(self.name),
            street=as_written(self.street),
            postcode=as_written(self.postcode),
            city=as_written(self.city),
            country=as_written(self.country).upper(),
        )


@strawberry.input(description="A cart that becomes a request, for somebody of the company to approve.")
class RequestOrderInput:
    key: strawberry.ID = strawberry.field(
        description="Chosen by the caller, new for each cart; sent again, it answers the same order."
    )
    cart_id: strawberry.ID = strawberry.field(description="The cart.")
    cart_version: int = strawberry.field(description="The version of the cart that is meant.")
    ship_to: ShipToInput = strawberry.field(description="Where the goods are to go.")
    buyer_reference: str | None = strawberry.field(
        default=None, description="The buyer's own order number, up to 100 characters."
    )
    requested_date: date | None = strawberry.field(
        default=None, description="The day the buyer wishes to have the goods, within a year."
    )
    back_orders: bool = strawberry.field(default=True, description="Whether lines may wait for goods still to come.")


@strawberry.input(description="A cart that becomes an order.")
class PlaceOrderInput(RequestOrderInput):
    price_mark: strawberry.ID = strawberry.field(description="The mark of the prices that the buyer was shown.")


@strawberry.type(description="What came of a cart that was to become an order.")
class PlaceOrderPayload:
    order: Order | None = strawberry.field(description="The order; nothing when none was placed.")
    cart: Cart | None = strawberry.field(
        description="Where nothing was placed, the cart as it stands now, priced for the delivery that was asked for."
    )
    user_errors: list[OrderUserError] = strawberry.field(
        description="Empty when it was placed. After IN_PROGRESS send the same again under the same key."
    )


@strawberry.type
class PlacingMutation:
    @federation.mutation(description="Makes a cart an order: exactly once per key, at the prices shown, or not at all.")
    async def place_order(self, info: Asked, input: PlaceOrderInput) -> PlaceOrderPayload:  # noqa: A002
        return await _placed(info, input, PLACE, str(input.price_mark))

    @federation.mutation(
        description="Makes a cart a request, for somebody of the company to approve; its goods are kept for 72 hours."
    )
    async def request_order(self, info: Asked, input: RequestOrderInput) -> PlaceOrderPayload:  # noqa: A002
        return await _placed(info, input, REQUEST, None)


async def _placed(info: Asked, given: RequestOrderInput, operation: str, price_mark: str | None) -> PlaceOrderPayload:
    viewer, services = info.context.viewer, info.context.services
    request = _request(given, operation, price_mark)
    answer = await place(viewer, services, key_of(given.key), request)
    order = None if answer.number is None else await own_order(viewer, services, answer.number)
    return PlaceOrderPayload(
        order=None if order is None else Order.of(order),
        cart=None if order is not None else await _cart(info, request),
        user_errors=[OrderUserError.of(error) for error in answer.errors],
    )


async def _cart(info: Asked, request: PlacingRequest) -> Cart | None:
    context = info.context
    found = await open_carts_by_id(context.viewer, context.services, [request.cart_id])
    country = request.ship_to.country if is_country(request.ship_to.country) else context.viewer.country
    return next((Cart.of(row, country) for row in found.values()), None)


def _request(given: RequestOrderInput, operation: str, price_mark: str | None) -> PlacingRequest:
    return PlacingRequest(
        operation=operation,
        cart_id=str(given.cart_id),
        cart_version=given.cart_version,
        price_mark=price_mark,
        buyer_reference=as_written(given.buyer_reference or "") or None,
        requested_date=given.requested_date,
        ship_to=given.ship_to.written(),
        back_orders=given.back_orders,
    )
