"""The root fields of reading orders: a page of them, one by its number."""

from __future__ import annotations

from typing import Annotated

import strawberry

from subgraphs.common.paging import PAGED_BY_FIRST, PageInfo
from subgraphs.orders.schema.order import Order, OrderState
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service import reading as service


@strawberry.type(description="An order and its place in the list.")
class OrderEdge:
    cursor: str = strawberry.field(description="Give it as `after` to go on behind this order.")
    node: Order = strawberry.field(description="The order.")


@strawberry.type(description="A page of orders.")
class OrderConnection:
    wanted_state: strawberry.Private[OrderState | None]
    edges: list[OrderEdge] = strawberry.field(description="The orders of this page with their cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page ends.")

    @strawberry.field(description="The orders of this page.")
    def nodes(self) -> list[Order]:
        return [edge.node for edge in self.edges]

    @strawberry.field(description="How many orders there are over all pages.")
    async def total_count(self, info: Asked) -> int:
        context = info.context
        return await service.count_orders(context.viewer, context.services, state=_stored(self.wanted_state))


@strawberry.type
class OrderQuery:
    @strawberry.field(
        description="Orders of the company concerned that the viewer may see, newest first.",
        directives=[PAGED_BY_FIRST],
    )
    async def orders(
        self,
        info: Asked,
        first: Annotated[int, strawberry.argument(description="How many at most, up to 100.")] = 20,
        after: Annotated[str | None, strawberry.argument(description="Cursor behind which to go on.")] = None,
        state: Annotated[OrderState | None, strawberry.argument(description="Only orders in this state.")] = None,
    ) -> OrderConnection | None:
        context = info.context
        page = await service.orders_page(
            context.viewer, context.services, first=first, after=after, state=_stored(state)
        )
        edges = [OrderEdge(cursor=service.cursor_of(row), node=Order.of(row)) for row in page.rows]
        end = PageInfo(has_next_page=page.has_next_page, end_cursor=edges[-1].cursor if edges else None)
        return OrderConnection(wanted_state=state, edges=edges, page_info=end)

    @strawberry.field(description="One order; nothing when it does not exist or is not the viewer's to see.")
    async def order(
        self, info: Asked, number: Annotated[strawberry.ID, strawberry.argument(description="Our order number.")]
    ) -> Order | None:
        row = await info.context.loaders.orders.load(str(number))
        return None if row is None else Order.of(row)


def _stored(state: OrderState | None) -> str | None:
    return None if state is None else str(state.value)
