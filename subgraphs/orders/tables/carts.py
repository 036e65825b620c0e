"""Tables of carts: each belongs to one person in one company, reserves nothing and ends as an order.

`seen_unit` is the unit price its buyer was shown when he put the line in: net, gross for private buyers.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from subgraphs.common.columns import ORDERED_TEXT, Amount, UtcDateTime
from subgraphs.orders.tables.metadata import METADATA

CARTS = Table(
    "carts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("company_id", String, nullable=False),
    Column("person", String, nullable=False),
    Column("name", String),
    Column("version", Integer, nullable=False),
    Column("order_number", ORDERED_TEXT),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    CheckConstraint("version > 0", name="version_positive"),
    Index("carts_of_person", "company_id", "person", "changed_at"),
)
"""`version` grows with every change. A cart with an `order_number` has become that order and is never changed again."""

CART_LINES = Table(
    "cart_lines",
    METADATA,
    Column("cart_id", String, ForeignKey("carts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sku", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("buyer_number", String),
    Column("line_text", String),
    Column("seen_unit", Amount),
    CheckConstraint("position BETWEEN 1 AND 500", name="at_most_500_lines"),
    CheckConstraint("quantity > 0", name="quantity_positive"),
)
"""`quantity` in order units. Positions keep their number when others go; new lines come behind the last."""

BUYER_NUMBERS = Table(
    "buyer_numbers",
    METADATA,
    Column("company_id", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("sku", String, nullable=False),
)
"""What a company calls our articles; `number` in the form in which numbers are compared."""
