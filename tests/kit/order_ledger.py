"""Orders and the stock kept for them as both have written it down, and what must hold between the two at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from subgraphs.common.money import half_up
from subgraphs.orders.queries.orders import charges, lines
from subgraphs.orders.rules.states import LINE_STEPS, ORDER_STEPS, Actor, Line, LineState, OrderState, Progress
from subgraphs.orders.service.progress import progress_of
from subgraphs.orders.tables.orders import ORDERS
from subgraphs.stock.tables import POOLS, RESERVATION_LINES, RESERVATION_PARTS
from tests.kit.stock_books import balance
from werktor.house import House

ENDED = (LineState.SHIPPED, LineState.CANCELLED)


@dataclass(frozen=True)
class Kept:
    """Base units that stock keeps for a line, and those it still owes."""

    reserved: int = 0
    owed: int = 0


@dataclass(frozen=True)
class Written:
    """One order: its row, its lines by position with the row of each, and what stock keeps for them."""

    order: Any
    progress: Progress
    rows: Mapping[int, Any]
    charges: tuple[Any, ...]
    kept: Mapping[int, Kept]

    def units(self, position: int) -> int:
        """Whole order units that lie ready."""
        line, content = self.line(position), int(self.rows[position].order_content)
        return min(self.kept.get(position, Kept()).reserved // content, line.open_quantity)

    def line(self, position: int) -> Line:
        found = self.progress.line(position)
        assert found is not None
        return found


@dataclass(frozen=True)
class Ledger:
    """All orders by number, and the pieces that lie in stock by article."""

    orders: Mapping[str, Written]
    lying: Counter[str]


async def ledger(house: House) -> Ledger:
    """Raises AssertionError where pools, movements and reservations of stock do not agree."""
    orders_database, stock = house.services["orders"].database, house.services["stock"].database
    await balance(stock)
    async with orders_database.read() as connection:
        orders = (await connection.execute(select(ORDERS))).all()
        numbers = [order.number for order in orders]
        line_rows = await lines(connection, numbers)
        charge_rows = await charges(connection, numbers)
    async with stock.read() as connection:
        owed = (await connection.execute(select(RESERVATION_LINES))).all()
        parts = (await connection.execute(select(RESERVATION_PARTS))).all()
        lying = (await connection.execute(select(POOLS.c.sku, func.sum(POOLS.c.quantity)).group_by(POOLS.c.sku))).all()
    reserved: Counter[tuple[str, int]] = Counter()
    for part in parts:
        reserved[part.order_id, part.position] += part.pieces
    kept: dict[str, dict[int, Kept]] = {number: {} for number in numbers}
    for line in owed:
        assert line.order_id in kept, f"stock keeps something for {line.order_id}, which is no order"
        kept[line.order_id][line.position] = Kept(reserved[line.order_id, line.position], line.back_ordered)
    written = {}
    for order in orders:
        mine = [row for row in line_rows if row.order_number == order.number]
        charged = tuple(row for row in charge_rows if row.order_number == order.number)
        rows = {row.position: row for row in mine}
        written[order.number] = Written(order, progress_of(order, mine), rows, charged, kept[order.number])
    return Ledger(written, Counter(dict(lying)))


def expect_kept(book: Ledger) -> None:
    """Stock keeps for each line exactly what is still to come of it, and nothing for what has ended."""
    for number, written in book.orders.items():
        for position, row in written.rows.items():
            line, kept = written.line(position), written.kept.get(position, Kept())
            open_pieces = 0 if line.state in ENDED else line.open_quantity * row.order_content
            assert kept.reserved + kept.owed == open_pieces, (number, line, kept)


def expect_sums(book: Ledger) -> None:
    """Totals are what is still wanted, charges, and tax once on the sum. One cancelled whole keeps what it was last."""
    for number, written in book.orders.items():
        order = written.order
        if written.progress.state is OrderState.CANCELLED:
            continue
        wanted = [row for row in written.rows.values() if row.state != LineState.CANCELLED]
        parts = [*wanted, *written.charges]
        gross = sum((getattr(part, "line_gross", None) or getattr(part, "gross", 0) for part in parts), Decimal(0))
        if order.net_total is None:
            assert (order.gross_total, order.tax_total) == (
                gross,
                half_up(gross * order.tax_rate / (100 + order.tax_rate)),
            )
            continue
        net = sum((part.line_net if hasattr(part, "line_net") else part.net for part in parts), Decimal(0))
        tax = half_up(net * order.tax_rate / 100)
        assert (order.net_total, order.tax_total, order.gross_total) == (net, tax, net + tax), number


Edge = tuple[str, str]


def steps_between(before: Ledger, after: Ledger, actor: Actor, touched: set[str]) -> Counter[Edge]:
    """The steps that were taken, counted. Raises AssertionError for one that the tables do not have for this actor, and
    for any change of an order that was not touched."""
    taken: Counter[Edge] = Counter()
    for number, now in after.orders.items():
        was = before.orders.get(number)
        if was is not None and was.progress == now.progress:
            continue
        assert number in touched, f"{number} has changed though nobody touched it"
        begun = was.progress if was is not None else _pending(now.progress)
        who = actor if was is not None else Actor.PLACING
        if begun.state is not now.progress.state:
            assert who in ORDER_STEPS[begun.state].get(now.progress.state, ()), (number, begun.state, now.progress)
            taken[f"order {begun.state}", now.progress.state] += 1
        for old, new in zip(begun.lines, now.progress.lines, strict=True):
            if old == new:
                continue
            assert LINE_STEPS[old.state].get(new.state) is who, (number, old, new, who)
            taken[f"line {old.state}", new.state] += 1
    return taken


def _pending(progress: Progress) -> Progress:
    """As it stood while it was placed."""
    lines = tuple(Line(line.position, LineState.PENDING, line.quantity) for line in progress.lines)
    return Progress(OrderState.PENDING, lines)
