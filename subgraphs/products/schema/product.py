"""The GraphQL type Product, as its owner tells it; prices, stock and content add their fields elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry import federation

from subgraphs.common.paging import SIZED_BY_FIRST, page_size
from subgraphs.common.text import localized
from subgraphs.products.queries.products import AnyRow
from subgraphs.products.rules.showing import orderable
from subgraphs.products.schema.category import Asked, Category
from subgraphs.products.schema.parts import (
    Channel,
    Feature,
    Media,
    OrderQuantities,
    Packaging,
    ProductKind,
    Units,
)

AccessoriesFirst = Annotated[int, strawberry.argument(description="At most so many, up to 100.")]
PartsFirst = Annotated[int, strawberry.argument(description="At most so many, up to 100.")]


@federation.type(keys=["sku"], description="A product of the catalogue.")
class Product:
    row: strawberry.Private[AnyRow]
    sku: strawberry.ID = strawberry.field(description="Article number.")

    @classmethod
    def of(cls, row: AnyRow) -> Product:
        return cls(sku=strawberry.ID(row.sku), row=row)

    @classmethod
    async def load(cls, info: Asked, sku: str) -> Product | None:
        row = await info.context.loaders.products.load(sku)
        return None if row is None else cls.of(row)

    @classmethod
    async def load_many(cls, info: Asked, skus: Sequence[str]) -> list[Product | None]:
        rows = await info.context.loaders.products.load_many(list(skus))
        return [None if row is None else cls.of(row) for row in rows]

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        return await cls.load_many(info, [str(key["sku"]) for key in representations])

    @strawberry.field(description="GTIN of the piece.")
    def gtin(self) -> str | None:
        return _text(self.row.gtin)

    @strawberry.field(description="Its name in the viewer's language, or in the language that stands in for it.")
    def name(self, info: Asked) -> str:
        return self._name(info)

    @strawberry.field(description="What it is for, in the viewer's language or the one that stands in for it.")
    def description(self, info: Asked) -> str | None:
        return localized(self.row.descriptions, info.context.viewer.language)

    @strawberry.field(description="What sort of product it is.")
    def kind(self) -> ProductKind:
        return ProductKind(self.row.kind)

    @strawberry.field(description="Where it stands in the category tree.")
    async def category(self, info: Asked) -> Category | None:
        return await Category.load(info, self.row.category_id)

    @strawberry.field(description="Battery platform, e.g. W18.")
    def platform(self) -> str | None:
        return _text(self.row.platform)

    @strawberry.field(description="Technical features, at most 100, in the order of the catalogue.")
    async def features(self, info: Asked) -> list[Feature]:
        rows = await info.context.loaders.features.load(self.sku)
        return [Feature.of(row, info.context.viewer.language) for row in rows]

    @strawberry.field(description="Pictures, drawings and documents, at most 100, the main picture first.")
    async def media(self, info: Asked) -> list[Media]:
        rows = await info.context.loaders.media.load(self.sku)
        return [Media.of(row, info.context.viewer.language, self._name(info)) for row in rows]

    @strawberry.field(description="The units of stock, order and price.")
    def units(self) -> Units:
        return Units.of(self.row)

    @strawberry.field(description="Which quantities can be ordered.")
    def order_quantities(self) -> OrderQuantities | None:
        return OrderQuantities(minimum=self.row.minimum, step=self.row.step)

    @strawberry.field(description="Packaging units, at most 100, in the order of the catalogue.")
    async def packagings(self, info: Asked) -> list[Packaging]:
        return [Packaging.of(row) for row in await info.context.loaders.packagings.load(self.sku)]

    @strawberry.field(
        description="What is used with it, in the order of the catalogue.",
        directives=[SIZED_BY_FIRST],
    )
    async def accessories(self, info: Asked, first: AccessoriesFirst = 20) -> list[Product]:
        limit = page_size(first)
        rows = await info.context.loaders.references.load((self.sku, "accessory"))
        found = await Product.load_many(info, [row.target for row in rows[:limit]])
        return [product for product in found if product is not None]

    @strawberry.field(
        description="The parts it can be repaired with, by their numbers in the drawing.",
        directives=[SIZED_BY_FIRST],
    )
    async def spare_parts(self, info: Asked, first: PartsFirst = 100) -> list[SparePart]:
        limit = page_size(first)
        rows = (await info.context.loaders.references.load((self.sku, "spare_part")))[:limit]
        found = await Product.load_many(info, [row.target for row in rows])
        return [
            SparePart(position=row.position or "", quantity=row.quantity, part=part)
            for row, part in zip(rows, found, strict=True)
            if part is not None
        ]

    @strawberry.field(description="What replaces it.")
    async def successor(self, info: Asked) -> Product | None:
        rows = await info.context.loaders.references.load((self.sku, "successor"))
        return await Product.load(info, rows[0].target) if rows else None

    @strawberry.field(description="Whether it is no longer made; it stays visible, with its successor.")
    def discontinued(self) -> bool:
        return bool(self.row.discontinued)

    @strawberry.field(description="By which way it is sold in the viewer's country.")
    async def channel(self, info: Asked) -> Channel:
        return Channel((await info.context.loaders.sale(self.sku)).channel)

    @strawberry.field(description="Whether it is delivered to the viewer's country and still made.")
    async def orderable(self, info: Asked) -> bool:
        sale = await info.context.loaders.sale(self.sku)
        return orderable(discontinued=self.row.discontinued, sale=sale)

    @strawberry.field(description="Country of origin, ISO 3166-1 alpha-2.")
    def origin(self) -> str | None:
        return _text(self.row.origin)

    @strawberry.field(description="Customs tariff number (Combined Nomenclature).")
    def customs_tariff(self) -> str | None:
        return _text(self.row.customs_tariff)

    @strawberry.field(description="UN number of dangerous goods, e.g. UN 3480 for lithium-ion packs.")
    def dangerous_goods(self) -> str | None:
        return _text(self.row.dangerous_goods)

    @strawberry.field(description="Until when spare parts are kept.")
    def spare_parts_until(self) -> date | None:
        until: date | None = self.row.spare_parts_until
        return until

    def _name(self, info: Asked) -> str:
        return localized(self.row.names, info.context.viewer.language) or str(self.sku)


@strawberry.type(description="A part of a product, by its number in the drawing.")
class SparePart:
    position: str = strawberry.field(description="Its number in the drawing.")
    quantity: int = strawberry.field(description="How many of it are in the product.")
    part: Product = strawberry.field(description="The part itself.")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
