"""Tables of prices: customers, what is stated for a market or agreed with a party, promotions, floors, tax, charges."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from subgraphs.common.columns import Amount

METADATA = MetaData()

CHANNELS = ("dealer", "firm", "private")
PRICE_KINDS = ("list", "recommended", "direct_net", "direct_gross", "cost")
NET_SOURCES = ("project", "contract", "customer_list")
PARTY_KINDS = ("company", "buying_group", "dealer_class")
SALES_WAYS = ("dealers", "direct")

MARKET_PRICE_KEY = ("sku", "kind", "territory", "currency", "valid_from")
NET_PRICE_KEY = ("source", "party_kind", "party_id", "sku", "territory", "currency", "valid_from")
AGREEMENT_KEY = ("party_kind", "party_id", "discount_group", "valid_from")


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


CUSTOMERS = Table(
    "customers",
    METADATA,
    Column("company_id", String, primary_key=True),
    Column("parent_id", String),
    Column("buying_group", String),
    Column("dealer_class", String),
    Column("country", String(2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("channel", String, nullable=False),
    Column("best_price", Boolean, nullable=False),
    _one_of("channel", CHANNELS),
)

MARKET_PRICES = Table(
    "market_prices",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date),
    Column("price_quantity", Integer, nullable=False),
    Column("discount_group", String),
    _one_of("kind", PRICE_KINDS),
    CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
    CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
)

MARKET_PRICE_TIERS = Table(
    "market_price_tiers",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("from_quantity", Integer, primary_key=True),
    Column("amount", Amount, nullable=False),
    ForeignKeyConstraint(MARKET_PRICE_KEY, [MARKET_PRICES.c[name] for name in MARKET_PRICE_KEY], ondelete="CASCADE"),
    CheckConstraint("from_quantity > 0", name="from_quantity_positive"),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)

NET_PRICES = Table(
    "net_prices",
    METADATA,
    Column("source", String, primary_key=True),
    Column("party_kind", String, primary_key=True),
    Column("party_id", String, primary_key=True),
    Column("sku", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date),
    Column("price_quantity", Integer, nullable=False),
    Column("discountable", Boolean, nullable=False),
    Column("reference", String, nullable=False),
    _one_of("source", NET_SOURCES),
    _one_of("party_kind", PARTY_KINDS),
    CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
    CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
    Index("net_prices_by_sku", "sku", "party_id"),
)

NET_PRICE_TIERS = Table(
    "net_price_tiers",
    METADATA,
    Column("source", String, primary_key=True),
    Column("party_kind", String, primary_key=True),
    Column("party_id", String, primary_key=True),
    Column("sku", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("from_quantity", Integer, primary_key=True),
    Column("amount", Amount, nullable=False),
    ForeignKeyConstraint(NET_PRICE_KEY, [NET_PRICES.c[name] for name in NET_PRICE_KEY], ondelete="CASCADE"),
    CheckConstraint("from_quantity > 0", name="from_quantity_positive"),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
)

DISCOUNT_AGREEMENTS = Table(
    "discount_agreements",
    METADATA,
    Column("party_kind", String, primary_key=True),
    Column("party_id", String, primary_key=True),
    Column("discount_group", String, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date),
    _one_of("party_kind", PARTY_KINDS),
    CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
)

DISCOUNT_RATES = Table(
    "discount_rates",
    METADATA,
    Column("party_kind", String, primary_key=True),
    Column("party_id", String, primary_key=True),
    Column("discount_group", String, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("percent", Amount, nullable=False),
    ForeignKeyConstraint(AGREEMENT_KEY, [DISCOUNT_AGREEMENTS.c[name] for name in AGREEMENT_KEY], ondelete="CASCADE"),
    CheckConstraint("percent > 0 AND percent <= 1000000", name="percent_up_to_a_hundred"),
)

PROMOTIONS = Table(
    "promotions",
    METADATA,
    Column("campaign", String, primary_key=True),
    Column("way", String, primary_key=True),
    Column("sku", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_until", Date, nullable=False),
    Column("price_quantity", Integer, nullable=False),
    Column("net", Amount, nullable=False),
    Column("gross", Amount),
    Column("names", JSON, nullable=False),
    _one_of("way", SALES_WAYS),
    CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
    CheckConstraint("price_quantity > 0", name="price_quantity_positive"),
    CheckConstraint("way = 'dealers' OR gross IS NOT NULL", name="direct_promotion_has_gross"),
    Index("promotions_by_sku", "sku"),
)

DIRECT_FLOORS = Table(
    "direct_floors",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("maximum_discount", Amount, nullable=False),
    CheckConstraint("maximum_discount >= 0 AND maximum_discount <= 1000000", name="maximum_discount_is_a_share"),
)

TAX_RATES = Table(
    "tax_rates",
    METADATA,
    Column("country", String(2), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("percent", Amount, nullable=False),
    CheckConstraint("percent >= 0", name="percent_not_negative"),
)

FREIGHT_CHARGES = Table(
    "freight_charges",
    METADATA,
    Column("country", String(2), primary_key=True, comment="Of the ship-to."),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("net", Amount, nullable=False),
    Column("free_from", Amount, comment="Net amount of goods that are delivered free."),
    CheckConstraint("net >= 0", name="net_not_negative"),
)

SMALL_ORDER_SURCHARGES = Table(
    "small_order_surcharges",
    METADATA,
    Column("channel", String, primary_key=True),
    Column("territory", String(2), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("net", Amount, nullable=False),
    Column("below", Amount, nullable=False, comment="Net amount of goods from which nothing is added."),
    _one_of("channel", CHANNELS),
    CheckConstraint("net >= 0", name="net_not_negative"),
)
