"""The first step: if everything is in order as it was sent, there is a pending order, and its cart is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.text import written_day
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import carts, changing, placings
from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.rules.articles import Article, Wanted
from subgraphs.orders.rules.delivery import ADDRESS_PART_CAP, days_to_wish, faulty_parts, too_long_parts
from subgraphs.orders.rules.offer import line_problems
from subgraphs.orders.rules.problem_texts import problem_message
from subgraphs.orders.rules.problems import LineProblem
from subgraphs.orders.rules.states import LineState, OrderState
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.articles import articles
from subgraphs.orders.service.carts import refuse_unless_open
from subgraphs.orders.service.placing.ending import TURN, keep_answer
from subgraphs.orders.service.placing.request import Placing

REFERENCE_CAP = 100
"""Characters of the buyer's own order number."""


async def check(services: Services, placing: Placing) -> Placing | None:
    """None when the placing has ended with what is wrong. Raises PeerFailed, with nothing begun."""
    try:
        lines = await _lines(services, placing)
        faults = list(_faults(placing, services))
        if faults:
            raise Refused(*faults)
        known = await _orderable(services, placing, lines)
        async with services.database.write() as connection:
            return await _take_in(connection, services, placing, lines, known)
    except Refused as refused:
        async with services.database.write() as connection:
            await keep_answer(connection, placing, Answer(errors=refused.errors))
        return None


def line_errors(problems: Mapping[int, LineProblem], language: str) -> Iterator[UserError]:
    """Why lines cannot be ordered, by position; the path names the line of the cart."""
    for position, problem in sorted(problems.items()):
        yield user_error(
            OrderErrorCode.LINE_NOT_ORDERABLE,
            language,
            *line_path(position),
            next_quantity=problem.next_quantity,
            position=position,
            problem=problem_message(problem, language),
        )


def line_path(position: int) -> tuple[str, ...]:
    return "input", "cartId", "lines", str(position)


async def _lines(services: Services, placing: Placing) -> Rows:
    """The lines of the cart that was meant; raises Refused."""
    request, language = placing.request, placing.viewer.language
    async with services.database.read() as connection:
        found = await carts.carts(connection, placing.cart_owner, [request.cart_id])
        lines = await carts.lines(connection, [_meant(found, placing).id])
    if not lines:
        raise Refused(user_error(OrderErrorCode.CART_EMPTY, language, "input", "cartId"))
    return lines


def _meant(found: Rows, placing: Placing) -> AnyRow:
    """The cart as its buyer saw it; raises Refused."""
    cart = refuse_unless_open(next(iter(found), None), placing.viewer.language)
    if cart.version != placing.request.cart_version:
        raise Refused(_cart_changed(placing))
    return cart


def _cart_changed(placing: Placing) -> UserError:
    return user_error(OrderErrorCode.CART_CHANGED, placing.viewer.language, "input", "cartVersion")


def _faults(placing: Placing, services: Services) -> Iterator[UserError]:
    """What is wrong with address, wished day and reference."""
    request, language = placing.request, placing.viewer.language
    for part in faulty_parts(request.ship_to):
        yield user_error(OrderErrorCode.ADDRESS_NOT_VALID, language, "input", "shipTo", part)
    for part in too_long_parts(request.ship_to):
        yield user_error(OrderErrorCode.TEXT_TOO_LONG, language, "input", "shipTo", part, limit=ADDRESS_PART_CAP)
    if len(request.buyer_reference or "") > REFERENCE_CAP:
        yield user_error(OrderErrorCode.TEXT_TOO_LONG, language, "input", "buyerReference", limit=REFERENCE_CAP)
    first, last = days_to_wish(services.clock.today())
    if request.requested_date is not None and not first <= request.requested_date <= last:
        yield user_error(
            OrderErrorCode.DATE_NOT_VALID,
            language,
            "input",
            "requestedDate",
            first=written_day(first, language),
            last=written_day(last, language),
        )


async def _orderable(services: Services, placing: Placing, lines: Rows) -> Mapping[str, Article]:
    """The articles of the lines; raises Refused when one of the lines cannot be ordered there."""
    viewer, deliver_to = placing.viewer, placing.request.ship_to.country
    known = await articles(services, viewer, [line.sku for line in lines], deliver_to=deliver_to)
    problems = line_problems([Wanted(line.position, line.sku, line.quantity) for line in lines], known, viewer)
    if problems:
        raise Refused(*line_errors(problems, viewer.language))
    return known


async def _take_in(
    connection: AsyncConnection, services: Services, placing: Placing, lines: Rows, known: Mapping[str, Article]
) -> Placing:
    """The order is pending from here on; raises Refused when its cart has changed in the meantime."""
    request, owner = placing.request, placing.cart_owner
    number = await changing.next_number(connection)
    if not await placings.mark_cart(connection, owner, request.cart_id, request.cart_version, number):
        _meant(await carts.carts(connection, owner, [request.cart_id]), placing)
        raise Refused(_cart_changed(placing))
    await changing.add_order(connection, _order(placing, number), _order_lines(number, lines, known))
    due_at = services.clock.now() + TURN
    row = await placings.advance(connection, placing.turn, step="reserving", order_number=number, due_at=due_at)
    return Placing.of(row)


def _order(placing: Placing, number: str) -> dict[str, Any]:
    request, viewer = placing.request, placing.viewer
    address = request.ship_to
    return {
        "number": number,
        "company_id": placing.cart_owner.company,
        "branch_id": viewer.branch,
        "department_id": viewer.department,
        "placed_by": viewer.subject,
        "placed_at": placing.begun_at,
        "state": OrderState.PENDING,
        "buyer_reference": request.buyer_reference,
        "requested_date": request.requested_date,
        "currency": viewer.currency,
        "back_orders": request.back_orders,
        "ship_to_name": address.name,
        "ship_to_street": address.street,
        "ship_to_postcode": address.postcode,
        "ship_to_city": address.city,
        "ship_to_country": address.country,
    }


def _order_lines(number: str, lines: Sequence[AnyRow], known: Mapping[str, Article]) -> list[dict[str, Any]]:
    """Lines keep what their articles are called and measured in today."""
    return [
        {
            "order_number": number,
            "position": line.position,
            "sku": line.sku,
            "quantity": line.quantity,
            "buyer_number": line.buyer_number,
            "line_text": line.line_text,
            "names": dict(known[line.sku].names),
            "order_unit": known[line.sku].order_unit,
            "order_content": known[line.sku].order_content,
            "price_unit": known[line.sku].price_unit,
            "price_content": known[line.sku].price_content,
            "price_quantity": known[line.sku].price_quantity,
            "state": LineState.PENDING,
        }
        for line in lines
    ]
