"""What an order costs beside its goods: freight and the surcharge on small orders."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import Amount

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "freight_charges",
        sa.Column("country", sa.String(length=2), nullable=False, comment="Of the ship-to."),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("net", Amount(), nullable=False),
        sa.Column("free_from", Amount(), nullable=True, comment="Net amount of goods that are delivered free."),
        sa.CheckConstraint("net >= 0", name="net_not_negative"),
        sa.PrimaryKeyConstraint("country", "currency", "valid_from"),
    )
    op.create_table(
        "small_order_surcharges",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("net", Amount(), nullable=False),
        sa.Column("below", Amount(), nullable=False, comment="Net amount of goods from which nothing is added."),
        sa.CheckConstraint("channel IN ('dealer', 'firm', 'private')", name="channel_known"),
        sa.CheckConstraint("net >= 0", name="net_not_negative"),
        sa.PrimaryKeyConstraint("channel", "territory", "currency", "valid_from"),
    )


def downgrade() -> None:
    op.drop_table("small_order_surcharges")
    op.drop_table("freight_charges")
