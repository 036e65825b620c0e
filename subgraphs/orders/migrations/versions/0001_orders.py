"""Orders, their lines and shipments."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, Amount, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "orders",
        sa.Column("number", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("branch_id", sa.String(), nullable=True),
        sa.Column("department_id", sa.String(), nullable=True),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("buyer_reference", sa.String(), nullable=True),
        sa.Column("requested_date", sa.Date(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_total", Amount(), nullable=True),
        sa.Column("gross_total", Amount(), nullable=False),
        sa.Column("ship_to_name", sa.String(), nullable=True),
        sa.Column("ship_to_street", sa.String(), nullable=True),
        sa.Column("ship_to_postcode", sa.String(), nullable=True),
        sa.Column("ship_to_city", sa.String(), nullable=True),
        sa.Column("ship_to_country", sa.String(length=2), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'awaiting', 'confirmed', 'part_shipped', 'shipped', 'cancelled')",
            name="order_state_known",
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("orders_of_company", "orders", ["company_id", "placed_at", "number"], unique=False)
    op.create_table(
        "order_lines",
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_net", Amount(), nullable=True),
        sa.Column("unit_gross", Amount(), nullable=False),
        sa.Column("line_net", Amount(), nullable=True),
        sa.Column("line_gross", Amount(), nullable=False),
        sa.Column("line_text", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("promised_date", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'picking', 'part_shipped', 'shipped', 'back_order', 'cancelled')",
            name="line_state_known",
        ),
        sa.CheckConstraint("position BETWEEN 1 AND 500", name="at_most_500_lines"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "position"),
    )
    op.create_table(
        "shipments",
        sa.Column("number", ORDERED_TEXT, nullable=False),
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("shipped_at", UtcDateTime(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_url", sa.String(), nullable=True),
        sa.CheckConstraint("part BETWEEN 1 AND 100", name="at_most_100_shipments"),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("order_number", "part"),
    )
    op.create_table(
        "shipment_lines",
        sa.Column("shipment_number", ORDERED_TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name="shipped_quantity_positive"),
        sa.ForeignKeyConstraint(
            ["order_number", "position"],
            ["order_lines.order_number", "order_lines.position"],
        ),
        sa.ForeignKeyConstraint(
            ["shipment_number"],
            ["shipments.number"],
        ),
        sa.PrimaryKeyConstraint("shipment_number", "position"),
    )
    op.create_index("shipment_lines_of_order", "shipment_lines", ["order_number", "position"], unique=False)


def downgrade() -> None:
    op.drop_index("shipment_lines_of_order", table_name="shipment_lines")
    op.drop_table("shipment_lines")
    op.drop_table("shipments")
    op.drop_table("order_lines")
    op.drop_index("orders_of_company", table_name="orders")
    op.drop_table("orders")
