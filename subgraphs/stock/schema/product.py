"""An article, as far as stock knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.stock.rules.availability import availability
from subgraphs.stock.schema.availability import Asked, Availability

QUANTITY_CAP = 100_000


@strawberry.type(description="The units of an article, as the catalogue states them.")
class Units:
    order_content: int = federation.field(external=True, description="Base units per order unit.")


@federation.type(keys=["sku"], description="An article, as far as stock knows it.")
class Product:
    sku: strawberry.ID = strawberry.field(description="Article number.")
    given_units: strawberry.Private[Mapping[str, Any]]

    @federation.field(external=True, description="Its units, as the catalogue states them.")
    def units(self) -> Units:
        return Units(order_content=self.given_units["orderContent"])

    @classmethod
    def of(cls, sku: str) -> Product:
        """A reference: whoever wants more of the article asks for it by its number."""
        return cls(sku=strawberry.ID(sku), given_units={})

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        pictures = await info.context.loaders.pictures.load_many([str(key["sku"]) for key in representations])
        return [
            None if picture is None else cls(sku=key["sku"], given_units=key.get("units") or {})
            for key, picture in zip(representations, pictures, strict=True)
        ]

    @federation.field(
        requires=["units { orderContent }"],
        description="Whether, when and how many can be had; nothing where no stock is kept.",
    )
    async def availability(
        self,
        info: Asked,
        quantity: Annotated[int, strawberry.argument(description="In order units, 1 to 100000.")] = 1,
    ) -> Availability | None:
        if not 1 <= quantity <= QUANTITY_CAP:
            raise BadInput(f"Argument 'quantity' must be between 1 and {QUANTITY_CAP}, not {quantity}.")
        context = info.context
        picture = await context.loaders.pictures.load(self.sku)
        if picture is None:
            return None
        pieces = quantity * self.given_units["orderContent"]
        clock = context.services.clock
        return Availability(
            found=availability(picture, context.loaders.access, pieces, clock.now(), clock.today()),
        )
