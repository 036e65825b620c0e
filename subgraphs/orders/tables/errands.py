"""The table of errands: what stock must still be told after a change of an order."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer, String, Table

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime
from subgraphs.common.outbox import ROW_ID
from subgraphs.orders.tables.metadata import METADATA

ERRANDS = Table(
    "stock_errands",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("order_number", ORDERED_TEXT, nullable=False),
    Column("kind", String, nullable=False),
    Column("told", JSON, nullable=False),
    Column("viewer", JSON, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    CheckConstraint("kind IN ('release', 'ship')", name="errand_known"),
    Index("stock_errands_by_due", "due_at"),
    Index("stock_errands_of_order", "order_number"),
)
"""`told`: the variables of what is told. The row goes when stock has answered; stock takes each only once."""
