"""Warehouses, pools, receipts, promises and corrections."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "key"),
    )
    op.create_table(
        "demands",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("demands_by_sku", "demands", ["sku", "day"], unique=False)
    op.create_table(
        "warehouses",
        sa.Column("code", ORDERED_TEXT, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "levels",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("fed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["warehouse"],
            ["warehouses.code"],
        ),
        sa.PrimaryKeyConstraint("sku", "warehouse"),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.ForeignKeyConstraint(
            ["warehouse"],
            ["warehouses.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("receipts_by_sku", "receipts", ["sku", "day"], unique=False)
    op.create_table(
        "movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("difference", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("difference <> 0", name="something_moved"),
        sa.ForeignKeyConstraint(
            ["sku", "warehouse"],
            ["levels.sku", "levels.warehouse"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("movements_by_sku", "movements", ["sku", "at"], unique=False)
    op.create_table(
        "pools",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("(kind = 'free') = (owner = '')", name="contingents_have_an_owner"),
        sa.CheckConstraint("kind <> 'free' OR until IS NULL", name="free_pool_does_not_end"),
        sa.CheckConstraint("kind IN ('free', 'company', 'tier')", name="kind_known"),
        sa.CheckConstraint("quantity >= reserved", name="not_more_reserved_than_there_is"),
        sa.CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        sa.ForeignKeyConstraint(
            ["sku", "warehouse"],
            ["levels.sku", "levels.warehouse"],
        ),
        sa.PrimaryKeyConstraint("sku", "warehouse", "kind", "owner"),
    )


def downgrade() -> None:
    op.drop_table("pools")
    op.drop_index("movements_by_sku", table_name="movements")
    op.drop_table("movements")
    op.drop_index("receipts_by_sku", table_name="receipts")
    op.drop_table("receipts")
    op.drop_table("levels")
    op.drop_table("warehouses")
    op.drop_index("demands_by_sku", table_name="demands")
    op.drop_table("demands")
    op.drop_table("corrections")
