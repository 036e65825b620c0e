"""The root fields of carts and quick order."""

from __future__ import annotations

from typing import Annotated

import strawberry

from subgraphs.common.errors import BadInput
from subgraphs.orders.rules.delivery import is_country
from subgraphs.orders.schema.cart import Cart
from subgraphs.orders.schema.quick_order import QuickOrder
from subgraphs.orders.schema.references import Asked
from subgraphs.orders.service import carts as service
from subgraphs.orders.service.quick_order import quick_order


@strawberry.type
class CartQuery:
    @strawberry.field(description="The viewer's own carts that are no order yet, newest change first, at most 20.")
    async def carts(self, info: Asked) -> list[Cart] | None:
        viewer = info.context.viewer
        rows = await service.open_carts(viewer, info.context.services)
        return None if rows is None else [Cart.of(row, viewer.country) for row in rows]

    @strawberry.field(description="One of the viewer's own carts that are no order yet; nothing when there is none.")
    async def cart(
        self,
        info: Asked,
        id: Annotated[  # noqa: A002
            strawberry.ID | None, strawberry.argument(description="Its id; by default the cart changed last.")
        ] = None,
        deliver_to: Annotated[
            str | None,
            strawberry.argument(
                description="ISO 3166-1 alpha-2: prices and charges are those of a delivery there; by default to the "
                "country of the company."
            ),
        ] = None,
    ) -> Cart | None:
        viewer, services = info.context.viewer, info.context.services
        country = viewer.country if deliver_to is None else deliver_to.upper()
        if not is_country(country):
            raise BadInput(f"Argument 'deliverTo' is no country: {deliver_to}; write it like DE (ISO 3166-1 alpha-2).")
        if id is None:
            rows = await service.open_carts(viewer, services, limit=1)
            row = next(iter(rows or ()), None)
        else:
            row = await info.context.loaders.buying.carts.load(str(id))
        return None if row is None else Cart.of(row, country)

    @strawberry.field(description="What pasted or typed rows mean; nothing is stored. For those who may fill a cart.")
    async def quick_order(
        self,
        info: Asked,
        text: Annotated[
            str,
            strawberry.argument(
                description="Rows of number, quantity and text, parted by tab, semicolon, comma or spaces."
            ),
        ],
    ) -> QuickOrder | None:
        checked = await quick_order(info.context.viewer, info.context.services, text)
        if checked is None:
            return None
        info.context.loaders.buying.know(checked.articles, checked.offer.basket.deliver_to)
        return QuickOrder(checked=checked)
