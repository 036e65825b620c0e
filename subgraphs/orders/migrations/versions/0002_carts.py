"""Carts and what buyers call our articles."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, Amount, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "carts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("order_number", ORDERED_TEXT, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name="version_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("carts_of_person", "carts", ["company_id", "person", "changed_at"], unique=False)
    op.create_table(
        "cart_lines",
        sa.Column("cart_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("buyer_number", sa.String(), nullable=True),
        sa.Column("line_text", sa.String(), nullable=True),
        sa.Column("seen_unit", Amount(), nullable=True),
        sa.CheckConstraint("position BETWEEN 1 AND 500", name="at_most_500_lines"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.ForeignKeyConstraint(["cart_id"], ["carts.id"]),
        sa.PrimaryKeyConstraint("cart_id", "position"),
    )
    op.create_table(
        "buyer_numbers",
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "number"),
    )
