"""The tables of products: the product itself, what belongs to it line by line, and the category tree."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)

from subgraphs.common.columns import ORDERED_TEXT

METADATA = MetaData()

CATEGORIES = Table(
    "categories",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("parent_id", ORDERED_TEXT, ForeignKey("categories.id"), index=True),
    Column("names", JSON, nullable=False, comment="Name by language (ISO 639-1)."),
    Column("sort_key", ORDERED_TEXT, nullable=False, comment="Path of places and folded names from the top."),
)

PRODUCTS = Table(
    "products",
    METADATA,
    Column("sku", ORDERED_TEXT, primary_key=True),
    Column("gtin", String, comment="Of the piece, as printed."),
    Column("names", JSON, nullable=False, comment="Name by language (ISO 639-1)."),
    Column("descriptions", JSON, nullable=False, comment="Description by language (ISO 639-1)."),
    Column("sort_key", ORDERED_TEXT, nullable=False, comment="Of the name shown where a language has none."),
    Column("search_text", ORDERED_TEXT, nullable=False, comment="Everything a search looks at, folded."),
    Column("kind", String, nullable=False),
    Column("category_id", ORDERED_TEXT, ForeignKey("categories.id"), index=True),
    Column("platform", String),
    Column("base_unit", String, nullable=False),
    Column("order_unit", String, nullable=False),
    Column("order_content", Integer, nullable=False, comment="Base units per order unit."),
    Column("price_unit", String, nullable=False),
    Column("price_content", Integer, nullable=False, comment="Base units per price unit."),
    Column("price_quantity", Integer, nullable=False, comment="Price units a price is for."),
    Column("minimum", Integer, nullable=False, comment="Smallest quantity, in order units."),
    Column("step", Integer, nullable=False, comment="Quantities grow by this, in order units."),
    Column("discontinued", Boolean, nullable=False),
    Column("origin", String(2)),
    Column("customs_tariff", String),
    Column("dangerous_goods", String),
    Column("spare_parts_until", Date),
    Column("listed_on", Date, nullable=False, comment="Since when it is in the catalogue."),
    Column("fingerprint", String(64), nullable=False, comment="SHA-256 of all that a catalogue says of it."),
    CheckConstraint(
        "kind IN ('power_tool', 'hand_tool', 'battery', 'charger', 'accessory', 'spare_part', 'set')",
        name="kind_known",
    ),
    CheckConstraint(
        "order_content > 0 AND price_content > 0 AND price_quantity > 0 AND minimum > 0 AND step > 0",
        name="quantities_positive",
    ),
    Index("products_by_name", "sort_key", "sku"),
    Index("products_by_listing", "listed_on", "sku"),
)

SORT_KEYS = Table(
    "product_sort_keys",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("language", String(2), nullable=False),
    Column("sort_key", ORDERED_TEXT, nullable=False, comment="Of the name in this language."),
    PrimaryKeyConstraint("sku", "language"),
)

NUMBERS = Table(
    "product_numbers",
    METADATA,
    Column("number", ORDERED_TEXT, nullable=False, comment="Article number as it is looked up, case folded."),
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False, index=True),
    PrimaryKeyConstraint("number", "sku"),
)

GTINS = Table(
    "product_gtins",
    METADATA,
    Column("gtin", String(14), nullable=False, comment="Of a piece or a box, filled to 14 digits (GTIN-14)."),
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False, index=True),
    PrimaryKeyConstraint("gtin", "sku"),
)

MARKETS = Table(
    "product_markets",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("country", String(2), nullable=False),
    Column("channel", String, nullable=False),
    Column("delivered", Boolean, nullable=False, comment="Whether it is delivered there; everybody may look."),
    PrimaryKeyConstraint("sku", "country"),
    CheckConstraint("channel IN ('direct', 'dealers_only', 'both', 'on_enquiry')", name="channel_known"),
)

FEATURES = Table(
    "product_features",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("names", JSON, nullable=False, comment="Name by language."),
    Column("contents", JSON, nullable=False, comment="List of values by language, numbers with a decimal point."),
    Column("ranged", Boolean, nullable=False, comment="Whether two values are the ends of a range."),
    Column("unit", String),
    PrimaryKeyConstraint("sku", "place"),
)

MEDIA = Table(
    "product_media",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("url", String, nullable=False),
    Column("alts", JSON, nullable=False, comment="Description for those who do not see it, by language."),
    Column("kind", String, nullable=False),
    PrimaryKeyConstraint("sku", "place"),
    CheckConstraint("kind IN ('picture', 'drawing', 'document')", name="media_kind_known"),
)

PACKAGINGS = Table(
    "product_packagings",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("unit", String, nullable=False),
    Column("content", Integer, nullable=False, comment="Base units in it."),
    Column("gtin", String),
    PrimaryKeyConstraint("sku", "place"),
    CheckConstraint("content > 0", name="content_positive"),
)

REFERENCES = Table(
    "product_references",
    METADATA,
    Column("sku", ORDERED_TEXT, ForeignKey("products.sku"), nullable=False),
    Column("kind", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("target", ORDERED_TEXT, nullable=False, index=True, comment="SKU; may come later in the same import."),
    Column("position", String, comment="Number of a spare part in the drawing."),
    Column("quantity", Integer, nullable=False, comment="How many of the target belong to one product."),
    PrimaryKeyConstraint("sku", "kind", "place"),
    CheckConstraint("kind IN ('accessory', 'spare_part', 'successor')", name="reference_kind_known"),
    CheckConstraint("quantity > 0", name="reference_quantity_positive"),
)

PARTS = (SORT_KEYS, NUMBERS, GTINS, MARKETS, FEATURES, MEDIA, PACKAGINGS, REFERENCES)
"""The tables whose rows belong to one product and are written with it."""
