"""The use cases of reading carts: all open ones of a viewer, one by its id, and a cart as it stands before a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.rules.carts import CartLine, CartOwner, cart_owner

CARTS_CAP = 20


@dataclass(frozen=True, slots=True)
class CartAnswer:
    """What came of a change: the cart as it stands now, None when there is none to show, and why nothing was done."""

    cart: AnyRow | None = None
    errors: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True)
class CartState:
    """An own cart and its lines; `row` is None when there is no such cart."""

    row: AnyRow | None
    lines: tuple[CartLine, ...] = ()


async def open_carts(viewer: Viewer, services: Services, *, limit: int = CARTS_CAP) -> Rows | None:
    """The viewer's own carts that are no order yet, newest change first; None for whoever may fill no cart."""
    owner = cart_owner(viewer)
    if owner is None:
        return None
    async with services.database.read() as connection:
        return await queries.open_carts(connection, owner, limit=limit)


async def open_carts_by_id(viewer: Viewer, services: Services, ids: Sequence[str]) -> Mapping[str, AnyRow]:
    """Those of these carts that are the viewer's own and no order yet."""
    owner = cart_owner(viewer)
    if owner is None:
        return {}
    async with services.database.read() as connection:
        rows = await queries.carts(connection, owner, ids)
    return {row.id: row for row in rows if row.order_number is None}


async def cart_state(services: Services, owner: CartOwner, cart_id: str) -> CartState:
    async with services.database.read() as connection:
        rows = await queries.carts(connection, owner, [cart_id])
        if not rows:
            return CartState(None)
        lines = await queries.lines(connection, [cart_id])
    return CartState(rows[0], tuple(cart_line(line) for line in lines))


def refuse_unless_open(row: AnyRow | None, language: str, *, version: int | None = None) -> AnyRow:
    """The cart, when it can be changed; raises Refused. `version`: the one that the change was meant for."""
    if row is None:
        raise Refused(user_error(OrderErrorCode.CART_NOT_FOUND, language, "input", "cartId"))
    if row.order_number is not None:
        raise Refused(user_error(OrderErrorCode.CART_ORDERED, language, "input", "cartId"))
    if version is not None and row.version != version:
        raise Refused(user_error(OrderErrorCode.CART_CHANGED, language, "input", "version"))
    return row


async def answer(viewer: Viewer, services: Services, cart_id: str | None, *errors: UserError) -> CartAnswer:
    """The answer with the cart as it stands by now."""
    found = {} if cart_id is None else await open_carts_by_id(viewer, services, [cart_id])
    return CartAnswer(next(iter(found.values()), None), errors)


def cart_line(row: AnyRow) -> CartLine:
    return CartLine(row.position, row.sku, row.quantity, row.buyer_number, row.line_text, row.seen_unit)


def line_row(cart_id: str, line: CartLine) -> Mapping[str, Any]:
    """The line as it is stored."""
    return {"cart_id": cart_id, **asdict(line)}
