"""Tables of stock: warehouses, what lies there in pools, what is coming, what is promised, and each correction."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime

METADATA = MetaData()

WAREHOUSES = Table(
    "warehouses",
    METADATA,
    Column("code", ORDERED_TEXT, primary_key=True),
    Column("name", String, nullable=False),
    Column("country", String(2), nullable=False),
)

LEVELS = Table(
    "levels",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("warehouse", ORDERED_TEXT, ForeignKey("warehouses.code"), primary_key=True),
    Column("fed_at", UtcDateTime),
)
"""An article kept in a warehouse; `fed_at` is when its feed last came in, null where this portal keeps the stock."""

POOLS = Table(
    "pools",
    METADATA,
    Column("sku", String, primary_key=True),
    Column("warehouse", ORDERED_TEXT, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("owner", String, primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("reserved", Integer, nullable=False),
    Column("until", Date),
    ForeignKeyConstraint(["sku", "warehouse"], ["levels.sku", "levels.warehouse"]),
    CheckConstraint("kind IN ('free', 'company', 'tier')", name="kind_known"),
    CheckConstraint("(kind = 'free') = (owner = '')", name="contingents_have_an_owner"),
    CheckConstraint("kind <> 'free' OR until IS NULL", name="free_pool_does_not_end"),
    CheckConstraint("reserved >= 0", name="reserved_not_negative"),
    CheckConstraint("quantity >= reserved", name="not_more_reserved_than_there_is"),
)

RECEIPTS = Table(
    "receipts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("sku", String, nullable=False),
    Column("warehouse", ORDERED_TEXT, ForeignKey("warehouses.code"), nullable=False),
    Column("day", Date, nullable=False),
    Column("quantity", Integer, nullable=False),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    Index("receipts_by_sku", "sku", "day"),
)

DEMANDS = Table(
    "demands",
    METADATA,
    Column("id", String, primary_key=True),
    Column("sku", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("quantity", Integer, nullable=False),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    Index("demands_by_sku", "sku", "day"),
)
"""What is promised for a day and not yet reserved."""

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("subject", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("body", Text, nullable=False),
    Column("error_code", String),
    Column("at", UtcDateTime, nullable=False),
)
"""Each correction asked for, by who asked and his idempotency key, with what was answered."""

MOVEMENTS = Table(
    "movements",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sku", String, nullable=False),
    Column("warehouse", ORDERED_TEXT, nullable=False),
    Column("difference", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["sku", "warehouse"], ["levels.sku", "levels.warehouse"]),
    CheckConstraint("difference <> 0", name="something_moved"),
    Index("movements_by_sku", "sku", "at"),
)
