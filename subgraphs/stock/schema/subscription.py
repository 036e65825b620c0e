"""Following stock."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated

import strawberry
from graphql import GraphQLError

from subgraphs.common.errors import BadInput
from subgraphs.common.events import ListenerTooSlow
from subgraphs.stock.schema.availability import Asked, Availability
from subgraphs.stock.schema.product import Product
from subgraphs.stock.service.changes import stock_changes

SKUS_CAP = 100


@strawberry.type(description="The stock of an article as it is now.")
class StockChange:
    product: Product = strawberry.field(description="The article.")
    availability: Availability | None = strawberry.field(
        description="For one base unit, since events know no order units; null where no stock is kept."
    )
    at: datetime = strawberry.field(description="When it changed.")


@strawberry.type
class Subscription:
    @strawberry.subscription(
        description="The present state of each article at once, then every change the viewer can see."
    )
    async def stock_changed(
        self,
        info: Asked,
        skus: Annotated[list[strawberry.ID], strawberry.argument(description="Article numbers, 1 to 100.")],
    ) -> AsyncGenerator[StockChange, None]:
        wanted = list(dict.fromkeys(str(sku) for sku in skus))
        if not 1 <= len(wanted) <= SKUS_CAP:
            raise BadInput(f"Argument 'skus' must name 1 to {SKUS_CAP} articles, not {len(wanted)}.")
        try:
            async with aclosing(stock_changes(info.context.services, info.context.viewer, wanted)) as changes:
                async for change in changes:
                    found = change.availability
                    yield StockChange(
                        product=Product.of(change.sku),
                        availability=None if found is None else Availability(found=found),
                        at=change.at,
                    )
        except ListenerTooSlow as slow:
            message = "The subscription fell too far behind; subscribe again to get the present state."
            raise GraphQLError(message, extensions={"code": "SUBSCRIPTION_LAGGED"}) from slow
