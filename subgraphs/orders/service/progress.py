"""How far an order has come, from what is stored of it."""

from __future__ import annotations

from collections.abc import Sequence

from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.states import Line, LineState, OrderState, Progress


def line_of(row: AnyRow) -> Line:
    return Line(row.position, LineState(row.state), row.quantity, row.shipped_quantity)


def progress_of(order: AnyRow, lines: Sequence[AnyRow]) -> Progress:
    """`lines` as `queries.orders.lines` tells them."""
    return Progress(OrderState(order.state), tuple(line_of(row) for row in lines))
