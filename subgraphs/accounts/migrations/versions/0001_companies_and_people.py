"""Companies, people, machines and looks."""

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "territories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "users",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "companies",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("sees_prices", sa.Boolean(), nullable=False),
        sa.Column("territory_id", sa.String(), nullable=True),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('private', 'firm', 'dealer', 'service_partner', 'manufacturer')", name="kind_known"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "staff_duties",
        sa.Column("user_id", ORDERED_TEXT, nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.CheckConstraint(
            "department IN ('dealer_sales', 'direct_sales', 'service', 'logistics', 'content', 'finance', 'admin')",
            name="department_known",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "department"),
    )
    op.create_table(
        "staff_territories",
        sa.Column("user_id", ORDERED_TEXT, nullable=False),
        sa.Column("territory_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "territory_id"),
    )
    op.create_table(
        "branches",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("branches_by_company", "branches", ["company_id", "sort_key"], unique=False)
    op.create_table(
        "certificates",
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.PrimaryKeyConstraint("company_id", "name"),
    )
    op.create_table(
        "departments",
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", ORDERED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("departments_by_company", "departments", ["company_id", "sort_key"], unique=False)
    op.create_table(
        "grants",
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.PrimaryKeyConstraint("company_id", "name"),
    )
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("user_id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "machines",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("branch_id", ORDERED_TEXT, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('till', 'dealer_erp')", name="kind_known"),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branches.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("client_id"),
    )
    op.create_table(
        "memberships",
        sa.Column("user_id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("branch_id", ORDERED_TEXT, nullable=True),
        sa.Column("department_id", ORDERED_TEXT, nullable=True),
        sa.Column("row_scope", sa.String(), nullable=False),
        sa.CheckConstraint("row_scope IN ('self', 'department', 'branch', 'company')", name="row_scope_known"),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branches.id"],
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "company_id"),
    )
    op.create_index("memberships_by_company", "memberships", ["company_id"], unique=False)
    op.create_table(
        "member_functions",
        sa.Column("user_id", ORDERED_TEXT, nullable=False),
        sa.Column("company_id", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.CheckConstraint(
            "function IN ('company_admin', 'buyer', 'requester', 'approver', "
            "'accountant', 'warehouse', 'technician', 'reader')",
            name="function_known",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "company_id"],
            ["memberships.user_id", "memberships.company_id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "company_id", "function"),
    )


def downgrade() -> None:
    op.drop_table("member_functions")
    op.drop_index("memberships_by_company", table_name="memberships")
    op.drop_table("memberships")
    op.drop_table("machines")
    op.drop_table("looks")
    op.drop_table("grants")
    op.drop_index("departments_by_company", table_name="departments")
    op.drop_table("departments")
    op.drop_table("certificates")
    op.drop_index("branches_by_company", table_name="branches")
    op.drop_table("branches")
    op.drop_table("staff_territories")
    op.drop_table("staff_duties")
    op.drop_table("companies")
    op.drop_table("users")
    op.drop_table("territories")
