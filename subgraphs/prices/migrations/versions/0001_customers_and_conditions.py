"""Customers, what is stated for a market, what is agreed, promotions, floors and tax."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import Amount

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "customers",
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("buying_group", sa.String(), nullable=True),
        sa.Column("dealer_class", sa.String(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("best_price", sa.Boolean(), nullable=False),
        sa.CheckConstraint("channel IN ('dealer', 'firm', 'private')", name="channel_known"),
        sa.PrimaryKeyConstraint("company_id"),
    )
    op.create_table(
        "direct_floors",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("maximum_discount", Amount(), nullable=False),
        sa.CheckConstraint("maximum_discount >= 0 AND maximum_discount <= 1000000", name="maximum_discount_is_a_share"),
        sa.PrimaryKeyConstraint("sku", "territory", "currency", "valid_from"),
    )
    op.create_table(
        "discount_agreements",
        sa.Column("party_kind", sa.String(), nullable=False),
        sa.Column("party_id", sa.String(), nullable=False),
        sa.Column("discount_group", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("party_kind IN ('company', 'buying_group', 'dealer_class')", name="party_kind_known"),
        sa.CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
        sa.PrimaryKeyConstraint("party_kind", "party_id", "discount_group", "valid_from"),
    )
    op.create_table(
        "market_prices",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("price_quantity", sa.Integer(), nullable=False),
        sa.Column("discount_group", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('list', 'recommended', 'direct_net', 'direct_gross', 'cost')", name="kind_known"),
        sa.CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
        sa.CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
        sa.PrimaryKeyConstraint("sku", "kind", "territory", "currency", "valid_from"),
    )
    op.create_table(
        "net_prices",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("party_kind", sa.String(), nullable=False),
        sa.Column("party_id", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("price_quantity", sa.Integer(), nullable=False),
        sa.Column("discountable", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.CheckConstraint("party_kind IN ('company', 'buying_group', 'dealer_class')", name="party_kind_known"),
        sa.CheckConstraint("source IN ('project', 'contract', 'customer_list')", name="source_known"),
        sa.CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
        sa.CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
        sa.PrimaryKeyConstraint("source", "party_kind", "party_id", "sku", "territory", "currency", "valid_from"),
    )
    op.create_index("net_prices_by_sku", "net_prices", ["sku", "party_id"], unique=False)
    op.create_table(
        "promotions",
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("price_quantity", sa.Integer(), nullable=False),
        sa.Column("net", Amount(), nullable=False),
        sa.Column("gross", Amount(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.CheckConstraint("way = 'dealers' OR gross IS NOT NULL", name="direct_promotion_has_gross"),
        sa.CheckConstraint("way IN ('dealers', 'direct')", name="way_known"),
        sa.CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
        sa.CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
        sa.PrimaryKeyConstraint("campaign", "way", "sku", "territory", "currency", "valid_from"),
    )
    op.create_index("promotions_by_sku", "promotions", ["sku"], unique=False)
    op.create_table(
        "tax_rates",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("percent", Amount(), nullable=False),
        sa.CheckConstraint("percent >= 0", name="percent_not_negative"),
        sa.PrimaryKeyConstraint("country", "valid_from"),
    )
    op.create_table(
        "discount_rates",
        sa.Column("party_kind", sa.String(), nullable=False),
        sa.Column("party_id", sa.String(), nullable=False),
        sa.Column("discount_group", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("percent", Amount(), nullable=False),
        sa.CheckConstraint("percent > 0 AND percent <= 1000000", name="percent_up_to_a_hundred"),
        sa.ForeignKeyConstraint(
            ["party_kind", "party_id", "discount_group", "valid_from"],
            [
                "discount_agreements.party_kind",
                "discount_agreements.party_id",
                "discount_agreements.discount_group",
                "discount_agreements.valid_from",
            ],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("party_kind", "party_id", "discount_group", "valid_from", "position"),
    )
    op.create_table(
        "market_price_tiers",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("from_quantity", sa.Integer(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint("from_quantity > 0", name="from_quantity_positive"),
        sa.ForeignKeyConstraint(
            ["sku", "kind", "territory", "currency", "valid_from"],
            [
                "market_prices.sku",
                "market_prices.kind",
                "market_prices.territory",
                "market_prices.currency",
                "market_prices.valid_from",
            ],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sku", "kind", "territory", "currency", "valid_from", "from_quantity"),
    )
    op.create_table(
        "net_price_tiers",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("party_kind", sa.String(), nullable=False),
        sa.Column("party_id", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("from_quantity", sa.Integer(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint("from_quantity > 0", name="from_quantity_positive"),
        sa.ForeignKeyConstraint(
            ["source", "party_kind", "party_id", "sku", "territory", "currency", "valid_from"],
            [
                "net_prices.source",
                "net_prices.party_kind",
                "net_prices.party_id",
                "net_prices.sku",
                "net_prices.territory",
                "net_prices.currency",
                "net_prices.valid_from",
            ],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "source", "party_kind", "party_id", "sku", "territory", "currency", "valid_from", "from_quantity"
        ),
    )


def downgrade() -> None:
    op.drop_table("net_price_tiers")
    op.drop_table("market_price_tiers")
    op.drop_table("discount_rates")
    op.drop_table("tax_rates")
    op.drop_index("promotions_by_sku", table_name="promotions")
    op.drop_table("promotions")
    op.drop_index("net_prices_by_sku", table_name="net_prices")
    op.drop_table("net_prices")
    op.drop_table("market_prices")
    op.drop_table("discount_agreements")
    op.drop_table("direct_floors")
    op.drop_table("customers")
