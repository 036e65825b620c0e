"""Following orders."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime

import strawberry
from graphql import GraphQLError

from subgraphs.common.events import ListenerTooSlow
from subgraphs.orders.schema.order import Order
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service.changes import order_changes


@strawberry.type(description="An order has changed.")
class OrderChange:
    order: Order | None = strawberry.field(description="The order as it stands now; nothing in the first answer.")
    at: datetime = strawberry.field(description="When it changed; in the first answer, from when on changes are told.")


@strawberry.type(name="Subscription")
class OrderSubscription:
    @strawberry.subscription(
        description="At once an answer without order: whoever reads his orders after it misses nothing. "
        "Then every change of an order that the viewer may see, of the company concerned."
    )
    async def order_changed(self, info: Asked) -> AsyncGenerator[OrderChange, None]:
        try:
            async with aclosing(order_changes(info.context.viewer, info.context.services)) as changes:
                async for change in changes:
                    order = None if change.order is None else Order.of(change.order)
                    yield OrderChange(order=order, at=change.at)
        except ListenerTooSlow as slow:
            message = "The subscription fell too far behind; subscribe again and read your orders anew."
            raise GraphQLError(message, extensions={"code": "SUBSCRIPTION_LAGGED"}) from slow
