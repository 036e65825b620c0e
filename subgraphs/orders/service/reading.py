"""The use cases of reading orders: a page of them, how many there are, one by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from subgraphs.common.app import Services
from subgraphs.common.errors import BadInput
from subgraphs.common.paging import decode_cursor, encode_cursor, page_size
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import orders as queries
from subgraphs.orders.rules.acting import may_deliver
from subgraphs.orders.rules.rows import OrdersSeen, orders_seen


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """Some orders, newest first, and whether older ones follow."""

    rows: queries.Rows
    has_next_page: bool


async def orders_page(
    viewer: Viewer, services: Services, *, first: int, after: str | None, state: str | None
) -> OrdersPage:
    """At most `first` (up to 100) orders the viewer sees; raises BadInput for a bad size or cursor."""
    size = page_size(first)
    place = None if after is None else _place(after)
    seen = orders_seen(viewer)
    if seen is None:
        return OrdersPage((), has_next_page=False)
    async with services.database.read() as connection:
        rows = await queries.orders_page(connection, seen, state=state, after=place, limit=size + 1)
    return OrdersPage(rows[:size], has_next_page=len(rows) > size)


async def count_orders(viewer: Viewer, services: Services, *, state: str | None) -> int:
    seen = orders_seen(viewer)
    if seen is None:
        return 0
    async with services.database.read() as connection:
        return await queries.count_orders(connection, seen, state=state)


async def own_order(viewer: Viewer, services: Services, number: str) -> queries.AnyRow | None:
    """An order that the viewer placed himself, as it stands now, whatever else he may see."""
    own = OrdersSeen(viewer.company or "", person=viewer.subject)
    async with services.database.read() as connection:
        return next(iter(await queries.orders(connection, own, [number])), None)


async def seen_order(viewer: Viewer, services: Services, number: str) -> queries.AnyRow | None:
    seen = orders_seen(viewer)
    if seen is None:
        return None
    async with services.database.read() as connection:
        return next(iter(await queries.orders(connection, seen, [number])), None)


async def order_in_hand(viewer: Viewer, services: Services, number: str) -> queries.AnyRow | None:
    """An order of any company, for whoever delivers it."""
    if not may_deliver(viewer):
        return None
    async with services.database.read() as connection:
        return await queries.order(connection, number)


def cursor_of(row: queries.AnyRow) -> str:
    return encode_cursor(row.placed_at.isoformat(), row.number)


def _place(cursor: str) -> queries.Place:
    moment, number = decode_cursor(cursor, str, str)
    try:
        placed_at = datetime.fromisoformat(moment)
    except ValueError:
        placed_at = None
    if placed_at is None or placed_at.utcoffset() != timedelta(0):
        raise BadInput("Argument 'after' is not a cursor of this list; use an endCursor it gave.")
    return placed_at, number
