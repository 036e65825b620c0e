"""Tables of stock: warehouses, what lies there in pools, what is coming, promised and reserved, and every movement."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
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
from subgraphs.common.idempotency import idempotency_table
from subgraphs.common.outbox import ROW_ID, outbox_table

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
    Column("sku", ORDERED_TEXT, primary_key=True),
    Column("warehouse", ORDERED_TEXT, ForeignKey("warehouses.code"), primary_key=True),
    Column("fed_at", UtcDateTime),
)
"""An article kept in a warehouse; `fed_at` is when its feed last came in, null where this portal keeps the stock."""

POOLS = Table(
    "pools",
    METADATA,
    Column("sku", ORDERED_TEXT, primary_key=True),
    Column("warehouse", ORDERED_TEXT, primary_key=True),
    Column("kind", ORDERED_TEXT, primary_key=True),
    Column("owner", ORDERED_TEXT, primary_key=True),
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
"""Every article that is kept has some. Their rows are locked and written in the order of their key."""

POOL_KEY = [f"pools.{name}" for name in ("sku", "warehouse", "kind", "owner")]

RECEIPTS = Table(
    "receipts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("sku", ORDERED_TEXT, nullable=False),
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
    Column("sku", ORDERED_TEXT, nullable=False),
    Column("day", Date, nullable=False),
    Column("quantity", Integer, nullable=False),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    Index("demands_by_sku", "sku", "day"),
)
"""What is promised for a day outside of any order line here and not yet reserved."""

RESERVATIONS = Table(
    "reservations",
    METADATA,
    Column("order_id", String, primary_key=True),
    Column("company", String),
    Column("tier", String),
    Column("direct", Boolean, nullable=False),
    Column("country", String(2), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Index("reservations_by_expiry", "expires_at"),
)
"""What an order reserves, for whom, and where it goes; direct buyers draw on free pools alone.

One that has ended was released or has expired: it has no lines. Its row is locked before the pools of its articles.
"""

RESERVATION_LINES = Table(
    "reservation_lines",
    METADATA,
    Column("order_id", String, ForeignKey("reservations.order_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sku", ORDERED_TEXT, nullable=False),
    Column("back_ordered", Integer, nullable=False),
    Column("promised", Date),
    CheckConstraint("back_ordered >= 0", name="back_ordered_not_negative"),
    Index("reservation_lines_by_sku", "sku"),
)
"""Back-ordered pieces are owed from the day promised on; it is null where no day was told."""

RESERVATION_PARTS = Table(
    "reservation_parts",
    METADATA,
    Column("order_id", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("warehouse", ORDERED_TEXT, primary_key=True),
    Column("kind", ORDERED_TEXT, primary_key=True),
    Column("owner", ORDERED_TEXT, primary_key=True),
    Column("sku", ORDERED_TEXT, nullable=False),
    Column("pieces", Integer, nullable=False),
    ForeignKeyConstraint(["order_id", "position"], ["reservation_lines.order_id", "reservation_lines.position"]),
    ForeignKeyConstraint(["sku", "warehouse", "kind", "owner"], POOL_KEY),
    CheckConstraint("pieces > 0", name="pieces_positive"),
)
"""The pieces of a pool that belong to an order line; those of all lines are what the pool has reserved."""

SHIPMENTS = Table(
    "shipments",
    METADATA,
    Column("order_id", String, ForeignKey("reservations.order_id"), primary_key=True),
    Column("shipment", String, primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Shipments that have left, with what they took, so that none leaves twice."""

MOVEMENTS = Table(
    "movements",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("sku", ORDERED_TEXT, nullable=False),
    Column("warehouse", ORDERED_TEXT, nullable=False),
    Column("kind", ORDERED_TEXT, nullable=False),
    Column("owner", ORDERED_TEXT, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("reserved", Integer, nullable=False),
    Column("cause", String, nullable=False),
    Column("order_id", String),
    Column("position", Integer),
    Column("reason", String),
    Column("subject", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["sku", "warehouse", "kind", "owner"], POOL_KEY),
    CheckConstraint("quantity <> 0 OR reserved <> 0", name="something_moved"),
    Index("movements_by_sku", "sku", "at"),
)
"""Every change of a pool, as differences: for each pool they add up to what it holds and what of it is reserved."""

OUTBOX = outbox_table(METADATA)

IDEMPOTENCY = idempotency_table(METADATA)
