"""The GraphQL types of what a product is told by: kind and channel, units, packagings, features and media."""

from __future__ import annotations

import enum

import strawberry
from strawberry import federation

from subgraphs.common.text import localized
from subgraphs.products.queries.products import AnyRow
from subgraphs.products.rules.showing import feature_value


@strawberry.enum(description="What sort of product it is.")
class ProductKind(enum.Enum):
    POWER_TOOL = strawberry.enum_value("power_tool", description="A tool driven by battery, mains or air.")
    HAND_TOOL = strawberry.enum_value("hand_tool", description="A tool driven by hand.")
    BATTERY = strawberry.enum_value("battery", description="A battery pack.")
    CHARGER = strawberry.enum_value("charger", description="A charger for battery packs.")
    ACCESSORY = strawberry.enum_value("accessory", description="Something used with a tool.")
    SPARE_PART = strawberry.enum_value("spare_part", description="A part to repair a tool with.")
    SET = strawberry.enum_value("set", description="Several products sold as one.")


@strawberry.enum(description="By which way a product is sold in a country.")
class Channel(enum.Enum):
    DIRECT = strawberry.enum_value("direct", description="By the manufacturer only.")
    DEALERS_ONLY = strawberry.enum_value("dealers_only", description="By dealers only.")
    BOTH = strawberry.enum_value("both", description="By the manufacturer and by dealers.")
    ON_ENQUIRY = strawberry.enum_value("on_enquiry", description="After an enquiry; it cannot be ordered online.")


@strawberry.enum(description="What a medium shows.")
class MediaKind(enum.Enum):
    PICTURE = strawberry.enum_value("picture", description="A photograph.")
    DRAWING = strawberry.enum_value("drawing", description="A drawing, e.g. the exploded view of the spare parts.")
    DOCUMENT = strawberry.enum_value("document", description="A document to read, e.g. a data sheet.")


@federation.type(shareable=True, description="Units as UN/ECE codes; all contents are told in base units.")
class Units:
    base: str = strawberry.field(description="The unit stock is counted in.")
    order: str = strawberry.field(description="The unit that can be ordered.")
    order_content: int = strawberry.field(description="Base units per order unit.")
    price: str = strawberry.field(description="The unit a price is for.")
    price_content: int = strawberry.field(description="Base units per price unit.")
    price_quantity: int = strawberry.field(description="How many price units a price is for, e.g. 100.")

    @classmethod
    def of(cls, row: AnyRow) -> Units:
        return cls(
            base=row.base_unit,
            order=row.order_unit,
            order_content=row.order_content,
            price=row.price_unit,
            price_content=row.price_content,
            price_quantity=row.price_quantity,
        )


@strawberry.type(description="Which quantities can be ordered, in order units.")
class OrderQuantities:
    minimum: int = strawberry.field(description="The smallest quantity.")
    step: int = strawberry.field(description="Quantities grow by this.")


@strawberry.type(description="A packaging unit: a box of pieces, with a GTIN of its own.")
class Packaging:
    unit: str = strawberry.field(description="UN/ECE code of the packaging, e.g. BX.")
    content: int = strawberry.field(description="Base units in it.")
    gtin: str | None = strawberry.field(description="Its own GTIN; scanning it adds the whole box.")

    @classmethod
    def of(cls, row: AnyRow) -> Packaging:
        return cls(unit=row.unit, content=row.content, gtin=row.gtin)


@strawberry.type(description="A technical feature.")
class Feature:
    name: str = strawberry.field(description="Its name in the viewer's language.")
    value: str = strawberry.field(description="Its value as it is written in the viewer's language.")
    unit: str | None = strawberry.field(description="UN/ECE code of the value's unit.")

    @classmethod
    def of(cls, row: AnyRow, language: str) -> Feature:
        return cls(
            name=localized(row.names, language) or "",
            value=feature_value(row.contents, row.unit, language, ranged=row.ranged),
            unit=row.unit,
        )


@strawberry.type(description="A picture, drawing or document.")
class Media:
    url: str = strawberry.field(description="Where it is.")
    alt: str = strawberry.field(description="What it shows, for those who do not see it.")
    kind: MediaKind = strawberry.field(description="What sort of medium it is.")

    @classmethod
    def of(cls, row: AnyRow, language: str, product: str) -> Media:
        """Without a description of its own the product's name stands for it."""
        return cls(url=row.url, alt=localized(row.alts, language) or product, kind=MediaKind(row.kind))
