"""The use cases of reading carts: all open ones of a viewer, one by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.queries import carts as queries
from subgraphs.orders.queries.orders import AnyRow, Rows
from subgraphs.orders.rules.carts import CartLine, cart_owner

CARTS_CAP = 20


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


def cart_line(row: AnyRow) -> CartLine:
    return CartLine(row.position, row.sku, row.quantity, row.buyer_number, row.line_text, row.seen_unit)
