"""Products with all that belongs to them, and the category tree."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("parent_id", ORDERED_TEXT, nullable=True),
        sa.Column("names", sa.JSON(), nullable=False, comment="Name by language (ISO 639-1)."),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False, comment="Path of places and folded names from the top."),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["categories.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_categories_parent_id"), "categories", ["parent_id"], unique=False)
    op.create_table(
        "products",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("gtin", sa.String(), nullable=True, comment="Of the piece, as printed."),
        sa.Column("names", sa.JSON(), nullable=False, comment="Name by language (ISO 639-1)."),
        sa.Column("descriptions", sa.JSON(), nullable=False, comment="Description by language (ISO 639-1)."),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False, comment="Of the name shown where a language has none."),
        sa.Column("search_text", ORDERED_TEXT, nullable=False, comment="Everything a search looks at, folded."),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category_id", ORDERED_TEXT, nullable=True),
        sa.Column("platform", sa.String(), nullable=True),
        sa.Column("base_unit", sa.String(), nullable=False),
        sa.Column("order_unit", sa.String(), nullable=False),
        sa.Column("order_content", sa.Integer(), nullable=False, comment="Base units per order unit."),
        sa.Column("price_unit", sa.String(), nullable=False),
        sa.Column("price_content", sa.Integer(), nullable=False, comment="Base units per price unit."),
        sa.Column("price_quantity", sa.Integer(), nullable=False, comment="Price units a price is for."),
        sa.Column("minimum", sa.Integer(), nullable=False, comment="Smallest quantity, in order units."),
        sa.Column("step", sa.Integer(), nullable=False, comment="Quantities grow by this, in order units."),
        sa.Column("discontinued", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=2), nullable=True),
        sa.Column("customs_tariff", sa.String(), nullable=True),
        sa.Column("dangerous_goods", sa.String(), nullable=True),
        sa.Column("spare_parts_until", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False, comment="Since when it is in the catalogue."),
        sa.Column(
            "fingerprint", sa.String(length=64), nullable=False, comment="SHA-256 of all that a catalogue says of it."
        ),
        sa.CheckConstraint(
            "kind IN ('power_tool', 'hand_tool', 'battery', 'charger', 'accessory', 'spare_part', 'set')",
            name="kind_known",
        ),
        sa.CheckConstraint(
            "order_content > 0 AND price_content > 0 AND price_quantity > 0 AND minimum > 0 AND step > 0",
            name="quantities_positive",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
        ),
        sa.PrimaryKeyConstraint("sku"),
    )
    op.create_index(op.f("ix_products_category_id"), "products", ["category_id"], unique=False)
    op.create_index("products_by_listing", "products", ["listed_on", "sku"], unique=False)
    op.create_index("products_by_name", "products", ["sort_key", "sku"], unique=False)
    op.create_table(
        "product_features",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False, comment="Name by language."),
        sa.Column(
            "contents", sa.JSON(), nullable=False, comment="List of values by language, numbers with a decimal point."
        ),
        sa.Column("ranged", sa.Boolean(), nullable=False, comment="Whether two values are the ends of a range."),
        sa.Column("unit", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "place"),
    )
    op.create_table(
        "product_gtins",
        sa.Column(
            "gtin", sa.String(length=14), nullable=False, comment="Of a piece or a box, filled to 14 digits (GTIN-14)."
        ),
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("gtin", "sku"),
    )
    op.create_index(op.f("ix_product_gtins_sku"), "product_gtins", ["sku"], unique=False)
    op.create_table(
        "product_markets",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column(
            "delivered", sa.Boolean(), nullable=False, comment="Whether it is delivered there; everybody may look."
        ),
        sa.CheckConstraint("channel IN ('direct', 'dealers_only', 'both', 'on_enquiry')", name="channel_known"),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "country"),
    )
    op.create_table(
        "product_media",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("alts", sa.JSON(), nullable=False, comment="Description for those who do not see it, by language."),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('picture', 'drawing', 'document')", name="media_kind_known"),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "place"),
    )
    op.create_table(
        "product_packagings",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("content", sa.Integer(), nullable=False, comment="Base units in it."),
        sa.Column("gtin", sa.String(), nullable=True),
        sa.CheckConstraint("content > 0", name="content_positive"),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "place"),
    )
    op.create_table(
        "product_references",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("target", ORDERED_TEXT, nullable=False, comment="SKU; may come later in the same import."),
        sa.Column("position", sa.String(), nullable=True, comment="Number of a spare part in the drawing."),
        sa.Column("quantity", sa.Integer(), nullable=False, comment="How many of the target belong to one product."),
        sa.CheckConstraint("kind IN ('accessory', 'spare_part', 'successor')", name="reference_kind_known"),
        sa.CheckConstraint("quantity > 0", name="reference_quantity_positive"),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "kind", "place"),
    )
    op.create_index(op.f("ix_product_references_target"), "product_references", ["target"], unique=False)
    op.create_table(
        "product_sort_keys",
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False, comment="Of the name in this language."),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "language"),
    )
