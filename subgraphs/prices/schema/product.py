"""The GraphQL type Product, as far as prices know it: what an article costs this viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.prices.rules import conditions
from subgraphs.prices.rules import price as rules
from subgraphs.prices.rules.terms import order_day
from subgraphs.prices.schema.price import Asked, Price

QUANTITY_CAP = 100_000
"""Order units of one article asked for at once."""


@strawberry.type(description="The units of an article, as the catalogue states them.")
class Units:
    order_content: int = federation.field(external=True, description="Base units per order unit.")
    price_content: int = federation.field(external=True, description="Base units per price unit.")
    price_quantity: int = federation.field(external=True, description="For how many price units a price is told.")


@federation.type(keys=["sku"], description="An article, as far as prices know it.")
class Product:
    sku: strawberry.ID = strawberry.field(description="Article number.")
    given_units: strawberry.Private[Mapping[str, Any]]

    @federation.field(external=True, description="Its units, as the catalogue states them.")
    def units(self) -> Units:
        known = _contents(self.given_units)
        return Units(
            order_content=known.order_content,
            price_content=known.price_content,
            price_quantity=known.price_quantity,
        )

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Product]:
        """Prices keeps no catalogue: an article it has no price for is answered without one."""
        return [cls(sku=key["sku"], given_units=key.get("units") or {}) for key in representations]

    @federation.field(
        requires=["units { orderContent priceContent priceQuantity }"],
        description="What the article costs; nothing where no price is stated in the viewer's market.",
    )
    async def price(
        self,
        info: Asked,
        quantity: Annotated[int, strawberry.argument(description="In order units, 1 to 100000.")] = 1,
        day: Annotated[
            date | None, strawberry.argument(description="The order day in the seller's time zone; today by default.")
        ] = None,
    ) -> Price | None:
        if not 1 <= quantity <= QUANTITY_CAP:
            raise BadInput(f"Argument 'quantity' must be between 1 and {QUANTITY_CAP}, not {quantity}.")
        offer = await info.context.loaders.offers.load(self.sku)
        asked_day = order_day(day, offer.terms, info.context.services.clock.today())
        product = conditions.ProductPricing(self.sku, _contents(self.given_units), offer.conditions)
        result = rules.price(product, offer.terms, quantity, asked_day)
        return None if result.is_empty else Price(result=result, quantity=quantity)


def _contents(units: Mapping[str, Any]) -> conditions.Units:
    return conditions.Units(units["orderContent"], units["priceContent"], units["priceQuantity"])
