"""Article numbers as they are looked up, whatever their case."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT

revision = "0002"
down_revision = "0001"

ROWS_AT_ONCE = 1_000


def upgrade() -> None:
    numbers = op.create_table(
        "product_numbers",
        sa.Column("number", ORDERED_TEXT, nullable=False, comment="Article number as it is looked up, case folded."),
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["sku"], ["products.sku"]),
        sa.PrimaryKeyConstraint("number", "sku"),
    )
    op.create_index("ix_product_numbers_sku", "product_numbers", ["sku"], unique=False)
    skus = list(op.get_bind().scalars(sa.text("SELECT sku FROM products")))
    for start in range(0, len(skus), ROWS_AT_ONCE):
        chunk = skus[start : start + ROWS_AT_ONCE]
        op.bulk_insert(numbers, [{"number": sku.strip().casefold(), "sku": sku} for sku in chunk])


def downgrade() -> None:
    op.drop_index("ix_product_numbers_sku", table_name="product_numbers")
    op.drop_table("product_numbers")
