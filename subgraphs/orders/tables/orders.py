"""Tables of orders. Amounts and what articles are called are kept as they were agreed on the order day.

An order is `pending`, with all its lines, while it is being placed; only then it lacks amounts. `net` amounts are empty
for private buyers: for them the gross price is the truth. Lines and shipments of one order are numbered within limits,
so that the lists of an order are bounded.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from subgraphs.common.columns import ORDERED_TEXT, Amount, UtcDateTime
from subgraphs.orders.tables.metadata import METADATA

ORDER_STATES = ("pending", "awaiting", "confirmed", "part_shipped", "shipped", "cancelled")
LINE_STATES = ("pending", "open", "picking", "part_shipped", "shipped", "back_order", "cancelled")


def _one_of(values: Iterable[str]) -> str:
    return f"state IN ({', '.join(repr(value) for value in values)})"


ORDERS = Table(
    "orders",
    METADATA,
    Column("number", ORDERED_TEXT, primary_key=True),
    Column("company_id", String, nullable=False),
    Column("branch_id", String),
    Column("department_id", String),
    Column("placed_by", String, nullable=False),
    Column("placed_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("buyer_reference", String),
    Column("requested_date", Date),
    Column("currency", String(3), nullable=False),
    Column("net_total", Amount),
    Column("tax_rate", Amount),
    Column("tax_total", Amount),
    Column("gross_total", Amount),
    Column("back_orders", Boolean),
    Column("reserved_until", UtcDateTime),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("ship_to_name", String),
    Column("ship_to_street", String),
    Column("ship_to_postcode", String),
    Column("ship_to_city", String),
    Column("ship_to_country", String(2)),
    CheckConstraint(_one_of(ORDER_STATES), name="order_state_known"),
    CheckConstraint("state = 'pending' OR gross_total IS NOT NULL", name="order_amounts_agreed"),
    Index("orders_of_company", "company_id", "placed_at", "number"),
)
"""`tax_rate` in percent; `reserved_until` while it waits for approval; `version` grows with every change."""

ORDER_LINES = Table(
    "order_lines",
    METADATA,
    Column("order_number", ORDERED_TEXT, ForeignKey("orders.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sku", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_net", Amount),
    Column("unit_gross", Amount),
    Column("line_net", Amount),
    Column("line_gross", Amount),
    Column("buyer_number", String),
    Column("line_text", String),
    Column("names", JSON),
    Column("order_unit", String),
    Column("order_content", Integer, nullable=False, server_default="1"),
    Column("price_unit", String),
    Column("price_content", Integer, nullable=False, server_default="1"),
    Column("price_quantity", Integer, nullable=False, server_default="1"),
    Column("state", String, nullable=False),
    Column("back_ordered", Integer, nullable=False, server_default="0"),
    Column("promised_date", Date),
    CheckConstraint(_one_of(LINE_STATES), name="line_state_known"),
    CheckConstraint(
        "state = 'pending' OR (unit_gross IS NOT NULL AND line_gross IS NOT NULL)", name="line_amounts_agreed"
    ),
    CheckConstraint("back_ordered >= 0", name="back_ordered_not_negative"),
    CheckConstraint("position BETWEEN 1 AND 500", name="at_most_500_lines"),
    CheckConstraint("quantity > 0", name="quantity_positive"),
)

"""`quantity` in order units, `back_ordered` in base units, of which there are `order_content` in an order unit.

A price is told for `price_quantity` price units of `price_content` base units each. `names` by language.
"""

ORDER_CHARGES = Table(
    "order_charges",
    METADATA,
    Column("order_number", ORDERED_TEXT, ForeignKey("orders.number"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("net", Amount),
    Column("gross", Amount, nullable=False),
    CheckConstraint("kind IN ('freight', 'small_order')", name="charge_known"),
)
"""What an order costs beside its goods; part of its totals."""

ORDER_NUMBERS = Table("order_numbers", METADATA, Column("next", Integer, primary_key=True, autoincrement=False))
"""One row: the number of the next order."""

SHIPMENTS = Table(
    "shipments",
    METADATA,
    Column("number", ORDERED_TEXT, primary_key=True),
    Column("order_number", ORDERED_TEXT, ForeignKey("orders.number"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("shipped_at", UtcDateTime, nullable=False),
    Column("carrier", String, nullable=False),
    Column("tracking_url", String),
    UniqueConstraint("order_number", "part"),
    CheckConstraint("part BETWEEN 1 AND 100", name="at_most_100_shipments"),
)
"""`part` counts the deliveries of one order."""

SHIPMENT_LINES = Table(
    "shipment_lines",
    METADATA,
    Column("shipment_number", ORDERED_TEXT, ForeignKey("shipments.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("order_number", ORDERED_TEXT, nullable=False),
    Column("quantity", Integer, nullable=False),
    ForeignKeyConstraint(["order_number", "position"], ["order_lines.order_number", "order_lines.position"]),
    CheckConstraint("quantity > 0", name="shipped_quantity_positive"),
    Index("shipment_lines_of_order", "order_number", "position"),
)
