"""The root fields of products: one product, the product list, the category tree."""

from __future__ import annotations

import enum
from typing import Annotated

import strawberry

from subgraphs.common.errors import BadInput
from subgraphs.common.paging import PAGED_BY_FIRST, PageInfo
from subgraphs.products.queries.listing import ListOrder, Wanted
from subgraphs.products.rules.searching import search_words
from subgraphs.products.rules.showing import NOT_SOLD
from subgraphs.products.schema.category import Asked, Category
from subgraphs.products.schema.parts import Channel, ProductKind
from subgraphs.products.schema.product import Product
from subgraphs.products.service.finding import ListPage, category_tree, count_products, list_products, sku_of_gtin


@strawberry.enum(description="The order of a product list; equal places are ordered by article number.")
class ProductSort(enum.Enum):
    NAME = strawberry.enum_value("name", description="By name in the viewer's language.")
    SKU = strawberry.enum_value("sku", description="By article number.")
    NEWEST = strawberry.enum_value("newest", description="Newest in the catalogue first.")


@strawberry.input(description="Which products a list shows; what is left out does not narrow it.")
class ProductFilter:
    search: str | None = strawberry.field(
        default=None,
        description="Words that all occur in name, keywords, article number or GTIN; case does not matter.",
    )
    category: strawberry.ID | None = strawberry.field(
        default=None, description="Only products of this category and of those below it."
    )
    kind: ProductKind | None = strawberry.field(default=None, description="Only products of this sort.")
    platform: str | None = strawberry.field(default=None, description="Only products of this battery platform.")
    channel: Channel | None = strawberry.field(
        default=None, description="Only products sold this way in the viewer's country."
    )
    include_discontinued: bool = strawberry.field(default=False, description="Also products that are no longer made.")


@strawberry.type(description="A product in the list, with the cursor that a next page can start from.")
class ProductEdge:
    cursor: str = strawberry.field(description="Stands for this place in this order.")
    node: Product = strawberry.field(description="The product.")


@strawberry.type(description="A page of the product list (Relay connection).")
class ProductConnection:
    page: strawberry.Private[ListPage]
    wanted: strawberry.Private[Wanted]

    @strawberry.field(description="The products with their cursors.")
    def edges(self) -> list[ProductEdge]:
        return [ProductEdge(cursor=self.page.cursor(row), node=Product.of(row)) for row in self.page.rows]

    @strawberry.field(description="The products alone.")
    def nodes(self) -> list[Product]:
        return [Product.of(row) for row in self.page.rows]

    @strawberry.field(description="Where the page ends and whether more follow.")
    def page_info(self) -> PageInfo:
        rows = self.page.rows
        return PageInfo(has_next_page=self.page.more, end_cursor=self.page.cursor(rows[-1]) if rows else None)

    @strawberry.field(description="How many products the filter lets through, over all pages.")
    async def total_count(self, info: Asked) -> int:
        return await count_products(info.context.services, self.wanted)


@strawberry.type
class Query:
    @strawberry.field(description="One product, by exactly one of article number and GTIN (of the piece or of a box).")
    async def product(
        self,
        info: Asked,
        sku: Annotated[strawberry.ID | None, strawberry.argument(description="Article number.")] = None,
        gtin: Annotated[str | None, strawberry.argument(description="GTIN with 8, 12, 13 or 14 digits.")] = None,
    ) -> Product | None:
        if (sku is None) == (gtin is None):
            raise BadInput("Field 'product' takes exactly one of the arguments 'sku' and 'gtin'.")
        if gtin is not None:
            found = await sku_of_gtin(info.context.services, gtin)
            return None if found is None else await Product.load(info, found)
        return await Product.load(info, str(sku))

    @strawberry.field(
        description="Products page by page; also those not delivered to the viewer's country are shown.",
        directives=[PAGED_BY_FIRST],
    )
    async def products(
        self,
        info: Asked,
        first: Annotated[int, strawberry.argument(description="Products per page, up to 100.")] = 20,
        after: Annotated[str | None, strawberry.argument(description="endCursor of the page before.")] = None,
        filter: Annotated[ProductFilter | None, strawberry.argument(description="Which products.")] = None,  # noqa: A002
        order_by: Annotated[ProductSort, strawberry.argument(description="In which order.")] = ProductSort.NAME,
    ) -> ProductConnection:
        viewer = info.context.viewer
        wanted = _wanted(filter or ProductFilter(), viewer.country)
        order = ListOrder(order_by.value)
        page = await list_products(info.context.services, wanted, order, viewer.language, first, after)
        return ProductConnection(page=page, wanted=wanted)

    @strawberry.field(description="The whole category tree, flat, in the order of the catalogue; at most 500.")
    async def categories(self, info: Asked) -> list[Category]:
        return [Category.of(row) for row in await category_tree(info.context.services)]

    @strawberry.field(description="One category.")
    async def category(
        self,
        info: Asked,
        id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],  # noqa: A002
    ) -> Category | None:
        return await Category.load(info, id)


def _wanted(asked: ProductFilter, country: str) -> Wanted:
    return Wanted(
        country=country,
        words=search_words(asked.search),
        category=asked.category,
        kind=str(asked.kind.value) if asked.kind is not None else None,
        platform=asked.platform,
        channel=str(asked.channel.value) if asked.channel is not None else None,
        unspoken_channel=NOT_SOLD.channel,
        include_discontinued=asked.include_discontinued,
    )
