"""Following stock."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Annotated

import strawberry
from graphql import GraphQLError
from strawberry.types.nodes import SelectedField, Selection

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
            async with aclosing(
                stock_changes(info.context.services, info.context.viewer, wanted, _asked_of_availability(info))
            ) as changes:
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


def _asked_of_availability(info: Asked) -> frozenset[str]:
    """The fields asked for below `availability`, to the second level: `quantity`, `warehouses.quantity`."""
    paths = (path for field in info.selected_fields for path in _paths(field.selections))
    return frozenset(".".join(path[1:3]) for path in paths if path[0] == "availability")


def _paths(selections: Sequence[Selection]) -> Iterator[tuple[str, ...]]:
    for selection in selections:
        below = list(_paths(selection.selections))
        if isinstance(selection, SelectedField):
            yield from ((selection.name, *path) for path in below or [()])
        else:
            yield from below
