"""What every mutation of orders answers beside its object: user errors."""

from __future__ import annotations

import enum

import strawberry

from subgraphs.orders import errors


@strawberry.enum(description="Why something was not done.")
class OrderErrorCode(enum.Enum):
    IN_PROGRESS = strawberry.enum_value("in_progress", description="The first call with this key still runs.")
    KEY_REUSED = strawberry.enum_value("key_reused", description="The key stands for something else.")
    CART_NOT_FOUND = strawberry.enum_value("cart_not_found", description="There is no such cart of the viewer's.")
    CART_CHANGED = strawberry.enum_value("cart_changed", description="The cart has another version by now.")
    CART_EMPTY = strawberry.enum_value("cart_empty", description="There is no line in the cart.")
    CART_ORDERED = strawberry.enum_value("cart_ordered", description="The cart has become an order.")
    LINE_NOT_ORDERABLE = strawberry.enum_value("line_not_orderable", description="A line has a problem.")
    PRICES_CHANGED = strawberry.enum_value("prices_changed", description="The prices are others than those shown.")
    NOT_ENOUGH_STOCK = strawberry.enum_value("not_enough_stock", description="A line cannot be reserved.")
    ADDRESS_NOT_VALID = strawberry.enum_value("address_not_valid", description="Nothing can be sent there.")
    DATE_NOT_VALID = strawberry.enum_value("date_not_valid", description="No day to wish for.")
    TEXT_TOO_LONG = strawberry.enum_value("text_too_long", description="A text has too many characters.")
    TOO_MANY_LINES = strawberry.enum_value("too_many_lines", description="More lines than there may be.")
    UNKNOWN_NUMBER = strawberry.enum_value("unknown_number", description="The number names no article.")
    AMBIGUOUS_NUMBER = strawberry.enum_value("ambiguous_number", description="The number names two articles.")
    QUANTITY_NOT_VALID = strawberry.enum_value("quantity_not_valid", description="See nextQuantity for one that is.")
    NOT_ORDERABLE = strawberry.enum_value("not_orderable", description="The viewer cannot order the article here.")
    LINE_NOT_FOUND = strawberry.enum_value("line_not_found", description="There is no line at this position.")
    ORDER_NOT_FOUND = strawberry.enum_value("order_not_found", description="There is no such order to be seen.")
    NOT_CANCELLABLE = strawberry.enum_value("not_cancellable", description="It is being picked or has left.")
    NOT_ALLOWED = strawberry.enum_value("not_allowed", description="The viewer may not do this.")
    NOT_IN_THIS_STATE = strawberry.enum_value("not_in_this_state", description="The order is not at that point.")
    NOTHING_RESERVED = strawberry.enum_value("nothing_reserved", description="Less is reserved than is to leave.")
    COULD_NOT_BE_PLACED = strawberry.enum_value("could_not_be_placed", description="Given up; nothing was ordered.")


@strawberry.type(description="Why something was not done, and what to do.")
class OrderUserError:
    code: OrderErrorCode = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason and the way out, in the viewer's language.")
    path: list[str] = strawberry.field(description="The input concerned, e.g. input, lines, 2, quantity.")
    next_quantity: int | None = strawberry.field(description="The next valid quantity upwards, in order units.")

    @classmethod
    def of(cls, error: errors.UserError) -> OrderUserError:
        return cls(
            code=OrderErrorCode(error.code.value),
            message=error.message,
            path=list(error.path),
            next_quantity=error.next_quantity,
        )
