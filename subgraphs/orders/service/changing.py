"""The use cases of changing a cart: one line, or lines that go. The version says which cart was meant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, user_error
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.rules.carts import LINE_TEXT_CAP, CartLine, CartOwner, cart_owner, changed, line_text_of
from subgraphs.orders.rules.problem_errors import problem_error
from subgraphs.orders.rules.problem_texts import problem_message
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode, quantity_problem
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.carts import CartAnswer, answer, cart_state, line_row, refuse_unless_open
from subgraphs.orders.service.seen import seen_units


@dataclass(frozen=True, slots=True)
class CartVersion:
    """The cart that a change is meant for."""

    cart_id: str
    version: int


@dataclass(frozen=True, slots=True)
class LineChange:
    """What becomes of a line; None leaves quantity or text as it is, an empty text takes the text away."""

    position: int
    quantity: int | None
    line_text: str | None


async def change_line(viewer: Viewer, services: Services, cart: CartVersion, change: LineChange) -> CartAnswer:
    """Raises PeerFailed when it cannot be judged whether the quantity is valid."""
    owner = cart_owner(viewer)
    if owner is None:
        return CartAnswer(errors=(user_error(OrderErrorCode.NOT_ALLOWED, viewer.language),))
    try:
        await _change(viewer, services, owner, cart, change)
    except Refused as refused:
        return await answer(viewer, services, cart.cart_id, *refused.errors)
    return await answer(viewer, services, cart.cart_id)


async def remove_lines(
    viewer: Viewer, services: Services, cart: CartVersion, positions: Collection[int] | None
) -> CartAnswer:
    """Takes the lines at these positions out, all when None."""
    owner = cart_owner(viewer)
    if owner is None:
        return CartAnswer(errors=(user_error(OrderErrorCode.NOT_ALLOWED, viewer.language),))
    try:
        async with services.database.write() as connection:
            await _count_up(connection, services, owner, cart, viewer.language)
            there = [row.position for row in await queries.lines(connection, [cart.cart_id])]
            gone = there if positions is None else positions
            unknown = [
                user_error(
                    OrderErrorCode.LINE_NOT_FOUND, viewer.language, "input", "positions", str(index), position=position
                )
                for index, position in enumerate(gone)
                if position not in there
            ]
            if unknown:
                raise Refused(*unknown)
            await queries.remove_lines(connection, cart.cart_id, gone)
    except Refused as refused:
        return await answer(viewer, services, cart.cart_id, *refused.errors)
    return await answer(viewer, services, cart.cart_id)


async def _change(viewer: Viewer, services: Services, owner: CartOwner, cart: CartVersion, change: LineChange) -> None:
    state = await cart_state(services, owner, cart.cart_id)
    refuse_unless_open(state.row, viewer.language, version=cart.version)
    line = next((line for line in state.lines if line.position == change.position), None)
    if line is None:
        raise Refused(
            user_error(OrderErrorCode.LINE_NOT_FOUND, viewer.language, "input", "position", position=change.position)
        )
    after = changed(state.lines, _wanted(line, change, viewer.language))
    now = next(other for other in after if other.position == line.position)
    if now == line:
        return
    if now.quantity != line.quantity:
        await _refuse_wrong_quantity(viewer, services, line, now)
        seen = await seen_units(services, viewer, after)
        now = replace(now, seen_unit=seen.get(now.key, now.seen_unit))
    joined = {other.position for other in state.lines} - {other.position for other in after}
    async with services.database.write() as connection:
        await _count_up(connection, services, owner, cart, viewer.language)
        await queries.remove_lines(connection, cart.cart_id, joined)
        await queries.put_lines(connection, [line_row(cart.cart_id, now)])


def _wanted(line: CartLine, change: LineChange, language: str) -> CartLine:
    text = line.line_text if change.line_text is None else line_text_of(change.line_text)
    if text is not None and len(text) > LINE_TEXT_CAP:
        error = user_error(OrderErrorCode.TEXT_TOO_LONG, language, "input", "lineText", limit=LINE_TEXT_CAP)
        raise Refused(error)
    return replace(line, line_text=text, quantity=line.quantity if change.quantity is None else change.quantity)


async def _refuse_wrong_quantity(viewer: Viewer, services: Services, line: CartLine, now: CartLine) -> None:
    known = await articles(services, viewer, [line.sku], deliver_to=viewer.country)
    article = known.get(line.sku)
    if article is None:
        gone = problem_message(
            LineProblem(LineProblemCode.UNKNOWN_NUMBER, values={"number": line.sku}), viewer.language
        )
        raise Refused(user_error(OrderErrorCode.NOT_ORDERABLE, viewer.language, "input", "position", problem=gone))
    problem = quantity_problem(article, now.quantity)
    if problem is not None:
        raise Refused(problem_error(problem, viewer.language, "input"))


async def _count_up(
    connection: AsyncConnection, services: Services, owner: CartOwner, cart: CartVersion, language: str
) -> None:
    """Makes this the next version, or raises Refused when the cart is no longer the one that was meant."""
    if not await queries.change_cart(connection, owner, cart.cart_id, cart.version, services.clock.now()):
        found = await queries.carts(connection, owner, [cart.cart_id])
        refuse_unless_open(next(iter(found), None), language, version=cart.version)
