"""What orders asks of products: which articles a list of numbers names, and what ordering an article goes by."""

from __future__ import annotations

from typing import Annotated

import strawberry
from strawberry import federation

from subgraphs.products.rules.naming import NamedArticle as Named
from subgraphs.products.schema.category import Asked
from subgraphs.products.service.naming import OrderedArticle, articles, articles_named


@federation.type(inaccessible=True, description="An article that a number names.")
class NamedArticle:
    number: str = strawberry.field(description="The number as it was asked for.")
    sku: strawberry.ID = strawberry.field(description="The article it names.")
    pieces: int | None = strawberry.field(
        description="Base units the GTIN stands for; null for an article number, which means one order unit."
    )

    @classmethod
    def of(cls, named: Named) -> NamedArticle:
        return cls(number=named.number, sku=strawberry.ID(named.sku), pieces=named.pieces)


@federation.type(inaccessible=True, description="The name of an article in one language.")
class ArticleName:
    language: str = strawberry.field(description="ISO 639-1.")
    text: str = strawberry.field(description="The name.")


@federation.type(inaccessible=True, description="An article as far as an order depends on it.")
class Article:
    sku: strawberry.ID = strawberry.field(description="Article number.")
    names: list[ArticleName] = strawberry.field(description="Its name in every language it has one in.")
    order_unit: str = strawberry.field(description="The unit that can be ordered, UN/ECE code.")
    order_content: int = strawberry.field(description="Base units per order unit.")
    price_content: int = strawberry.field(description="Base units per price unit.")
    price_quantity: int = strawberry.field(description="For how many price units a price is told.")
    price_unit: str = strawberry.field(description="The unit a price is for, UN/ECE code.")
    minimum: int = strawberry.field(description="The smallest quantity, in order units.")
    step: int = strawberry.field(description="Quantities grow by this, in order units.")
    discontinued: bool = strawberry.field(description="Whether it is no longer made.")
    successor: strawberry.ID | None = strawberry.field(description="What replaces it.")
    channel: str = strawberry.field(
        description="How it is sold in the viewer's country: direct, dealers_only, both or on_enquiry."
    )
    delivered: bool = strawberry.field(description="Whether it is delivered to the country of the ship-to.")

    @classmethod
    def of(cls, article: OrderedArticle) -> Article:
        row = article.row
        return cls(
            sku=strawberry.ID(row.sku),
            names=[ArticleName(language=language, text=text) for language, text in sorted(row.names.items())],
            order_unit=row.order_unit,
            order_content=row.order_content,
            price_content=row.price_content,
            price_quantity=row.price_quantity,
            price_unit=row.price_unit,
            minimum=row.minimum,
            step=row.step,
            discontinued=row.discontinued,
            successor=None if article.successor is None else strawberry.ID(article.successor),
            channel=article.channel,
            delivered=article.delivered,
        )


@strawberry.type
class PeerQuery:
    @federation.field(
        inaccessible=True,
        description="The articles that numbers name, up to 500: article numbers (case and surrounding space do not "
        "count) and GTINs of pieces and boxes; what names no article is left out.",
    )
    async def articles_named(
        self,
        info: Asked,
        numbers: Annotated[list[str], strawberry.argument(description="As they were typed, pasted or scanned.")],
    ) -> list[NamedArticle]:
        return [NamedArticle.of(named) for named in await articles_named(info.context.services, numbers)]

    @federation.field(inaccessible=True, description="Articles, up to 500; unknown ones are left out.")
    async def articles(
        self,
        info: Asked,
        skus: Annotated[list[strawberry.ID], strawberry.argument(description="Article numbers, exactly.")],
        deliver_to: Annotated[str, strawberry.argument(description="Country of the ship-to, ISO 3166-1 alpha-2.")],
    ) -> list[Article]:
        country = info.context.viewer.country
        found = await articles(info.context.services, [str(sku) for sku in skus], country, deliver_to)
        return [Article.of(article) for article in found]
