"""The use case of cancelling: lines of an order, or all that can be, until they are picked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import changing, orders
from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.rules.acting import may_cancel
from subgraphs.orders.rules.rows import orders_seen
from subgraphs.orders.rules.states import Line, LineState, OrderState, Progress, can_cancel, cancelled
from subgraphs.orders.rules.totals import Amounts, UnitPrice, line_amounts, totals
from subgraphs.orders.service import errands, keyed
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.keyed import Keyed
from subgraphs.orders.service.progress import progress_of
from subgraphs.orders.service.telling import tell


@dataclass(frozen=True, slots=True)
class Cancellation:
    """`positions` None: all that can be cancelled."""

    number: str
    positions: tuple[int, ...] | None


async def cancel_order(viewer: Viewer, services: Services, key: str, cancellation: Cancellation) -> Answer:
    """Once per key. Stock is told what it has back; if it cannot be told now, it will be."""
    arguments = {"number": cancellation.number, "positions": cancellation.positions}
    call = Keyed(viewer, key, "cancelOrder", arguments)
    try:
        async with services.database.write() as connection:
            known = await keyed.claim(connection, services, call)
            if known is not None:
                return known
            try:
                errand = await _cancel(connection, services, viewer, cancellation)
            except Refused as refused:
                return await keyed.keep(connection, call, Answer(errors=refused.errors))
            answer = await keyed.keep(connection, call, Answer(number=cancellation.number))
    except Refused as refused:
        return Answer(errors=refused.errors)
    await services.unbroken.run(errands.run_of_order(services, errand.order_number))
    return answer


async def _cancel(
    connection: AsyncConnection, services: Services, viewer: Viewer, cancellation: Cancellation
) -> AnyRow:
    """The errand to stock that follows; raises Refused before anything is written."""
    order = await _order(connection, viewer, cancellation.number)
    rows = await orders.lines(connection, [cancellation.number])
    progress = progress_of(order, rows)
    positions = _positions(progress, cancellation, viewer.language)
    after = cancelled(progress, positions)
    await changing.change_lines(connection, order.number, _lines(order, rows, after, positions))
    order = await changing.change_order(
        connection, order.number, state=after.state, **await _amounts(connection, order, after)
    )
    await tell(connection, order, services.clock.now())
    told = {"order": order.number, "positions": sorted(positions)}
    return await errands.give(connection, services, viewer, errands.Errand(order.number, "release", told))


async def _order(connection: AsyncConnection, viewer: Viewer, number: str) -> AnyRow:
    seen = orders_seen(viewer)
    order = None if seen is None else await changing.held_order(connection, number, seen)
    if order is None:
        raise Refused(user_error(OrderErrorCode.ORDER_NOT_FOUND, viewer.language, "input", "number"))
    if not may_cancel(viewer, OrderState(order.state), order.placed_by):
        raise Refused(user_error(OrderErrorCode.NOT_ALLOWED, viewer.language))
    return order


def _positions(progress: Progress, cancellation: Cancellation, language: str) -> Sequence[int]:
    """Raises Refused when one of those named cannot be cancelled, or when none can."""
    if cancellation.positions is None:
        found = [line.position for line in progress.lines if can_cancel(progress.state, line)]
        if not found:
            raise Refused(user_error(OrderErrorCode.NOT_CANCELLABLE, language, "input", "number"))
        return found
    errors = list(_faults(progress, cancellation.positions, language))
    if errors:
        raise Refused(*errors)
    return cancellation.positions


def _faults(progress: Progress, positions: Sequence[int], language: str) -> Iterator[UserError]:
    for index, position in enumerate(positions):
        line, path = progress.line(position), ("input", "positions", str(index))
        if line is None:
            yield user_error(OrderErrorCode.LINE_NOT_FOUND, language, *path, position=position)
        elif not can_cancel(progress.state, line):
            yield user_error(OrderErrorCode.NOT_CANCELLABLE, language, *path)


def _lines(order: AnyRow, rows: Rows, after: Progress, positions: Sequence[int]) -> list[Mapping[str, Any]]:
    """A line of which some has left is from now on one of that quantity, at the price agreed; it is complete."""
    stored = {row.position: row for row in rows}
    changed = [line for line in after.lines if line.position in positions]
    return [_line(order, stored[line.position], line) for line in changed]


def _line(order: AnyRow, row: AnyRow, line: Line) -> Mapping[str, Any]:
    amounts = Amounts(row.line_net, row.line_gross)
    if line.quantity != row.quantity:
        unit = UnitPrice(Amounts(row.unit_net, row.unit_gross), row.price_content * row.price_quantity)
        amounts = line_amounts(unit, line.quantity * row.order_content, order.tax_rate)
    return {
        "position": line.position,
        "state": line.state,
        "quantity": line.quantity,
        "line_net": amounts.net,
        "line_gross": amounts.gross,
        "back_ordered": 0,
        "promised_date": None,
    }


async def _amounts(connection: AsyncConnection, order: AnyRow, after: Progress) -> Mapping[str, Any]:
    """What is left to be paid; an order that is cancelled whole keeps its amounts, so that one sees what it was."""
    if after.state is OrderState.CANCELLED:
        return {"reserved_until": None}
    rows = [*await orders.lines(connection, [order.number])]
    parts = [Amounts(row.line_net, row.line_gross) for row in rows if row.state != LineState.CANCELLED]
    charges = await orders.charges(connection, [order.number])
    sums = totals([*parts, *(Amounts(charge.net, charge.gross) for charge in charges)], order.tax_rate)
    return {"net_total": sums.net, "tax_total": sums.tax, "gross_total": sums.gross}
