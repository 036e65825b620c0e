"""Filling and changing carts."""

from __future__ import annotations

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.orders.rules.adding import NewLine
from subgraphs.orders.rules.carts import line_text_of
from subgraphs.orders.schema.answers import OrderUserError
from subgraphs.orders.schema.cart import Cart
from subgraphs.orders.schema.keys import key_of
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service.carts import CartAnswer
from subgraphs.orders.service.changing import CartVersion, LineChange, change_line, remove_lines
from subgraphs.orders.service.filling import Filling, add_to_cart


@strawberry.input(description="A line that is to go into a cart.")
class NewCartLineInput:
    number: str = strawberry.field(description="Our article number, the buyer's own, or the GTIN of a piece or box.")
    quantity: int = strawberry.field(
        description="How many of what the number names: order units, or the pieces or boxes of a GTIN."
    )
    line_text: str | None = strawberry.field(default=None, description="The buyer's own text, up to 200 characters.")


@strawberry.input(description="Lines that are to go into a cart, all of them or none.")
class AddToCartInput:
    key: strawberry.ID = strawberry.field(
        description="Chosen by the caller, new for each call; the same key never adds twice."
    )
    lines: list[NewCartLineInput] = strawberry.field(
        description="1 to 500. Same article and line text add up, with what is in the cart too."
    )
    cart_id: strawberry.ID | None = strawberry.field(
        default=None, description="By default the cart changed last, or a new one."
    )


@strawberry.input(description="What becomes of a line; what is not given stays as it is.")
class ChangeCartLineInput:
    cart_id: strawberry.ID = strawberry.field(description="The cart.")
    version: int = strawberry.field(description="The version of the cart that is meant.")
    position: int = strawberry.field(description="The line.")
    quantity: int | None = strawberry.field(default=None, description="In order units.")
    line_text: str | None = strawberry.field(default=None, description="The buyer's own text; empty takes it away.")


@strawberry.input(description="Lines that are to go.")
class RemoveFromCartInput:
    cart_id: strawberry.ID = strawberry.field(description="The cart.")
    version: int = strawberry.field(description="The version of the cart that is meant.")
    positions: list[int] | None = strawberry.field(default=None, description="The lines; all by default.")


@strawberry.type(description="What came of a change to a cart.")
class CartPayload:
    cart: Cart | None = strawberry.field(description="The cart as it stands now.")
    user_errors: list[OrderUserError] = strawberry.field(description="Empty when it was done; otherwise nothing was.")

    @classmethod
    def of(cls, answer: CartAnswer, country: str) -> CartPayload:
        return cls(
            cart=None if answer.cart is None else Cart.of(answer.cart, country),
            user_errors=[OrderUserError.of(error) for error in answer.errors],
        )


@strawberry.type
class CartMutation:
    @federation.mutation(description="Puts lines into a cart, all of them or none.")
    async def add_to_cart(self, info: Asked, input: AddToCartInput) -> CartPayload:  # noqa: A002
        viewer = info.context.viewer
        answer = await add_to_cart(viewer, info.context.services, _filling(input))
        return CartPayload.of(answer, viewer.country)

    @federation.mutation(description="Changes quantity or text of a line.")
    async def change_cart_line(self, info: Asked, input: ChangeCartLineInput) -> CartPayload:  # noqa: A002
        viewer = info.context.viewer
        cart = CartVersion(str(input.cart_id), input.version)
        change = LineChange(input.position, input.quantity, input.line_text)
        answer = await change_line(viewer, info.context.services, cart, change)
        return CartPayload.of(answer, viewer.country)

    @federation.mutation(description="Takes lines out of a cart.")
    async def remove_from_cart(self, info: Asked, input: RemoveFromCartInput) -> CartPayload:  # noqa: A002
        viewer = info.context.viewer
        cart = CartVersion(str(input.cart_id), input.version)
        answer = await remove_lines(viewer, info.context.services, cart, input.positions)
        return CartPayload.of(answer, viewer.country)


def _filling(given: AddToCartInput) -> Filling:
    if not given.lines:
        raise BadInput("Field 'lines' is empty; name at least one line.")
    lines = tuple(
        NewLine(" ".join(line.number.replace("\0", " ").split()), line.quantity, line_text_of(line.line_text))
        for line in given.lines
    )
    return Filling(key_of(given.key), None if given.cart_id is None else str(given.cart_id), lines)
