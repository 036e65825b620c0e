"""Where goods are delivered to a company."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("addresses_by_company", "addresses", ["company_id", "sort_key"], unique=False)
    op.create_index(
        "one_default_address",
        "addresses",
        ["company_id"],
        unique=True,
        sqlite_where=sa.column("is_default"),
        postgresql_where=sa.column("is_default"),
    )


def downgrade() -> None:
    op.drop_index("one_default_address", table_name="addresses")
    op.drop_index("addresses_by_company", table_name="addresses")
    op.drop_table("addresses")
