"""Tables of accounts: companies, what they may and where goods reach them, people, machines, looks at customers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime

METADATA = MetaData()

COMPANY_KINDS = ("private", "firm", "dealer", "service_partner", "manufacturer")
FUNCTIONS = ("company_admin", "buyer", "requester", "approver", "accountant", "warehouse", "technician", "reader")
STAFF_DEPARTMENTS = ("dealer_sales", "direct_sales", "service", "logistics", "content", "finance", "admin")
ROW_SCOPES = ("self", "department", "branch", "company")
MACHINE_KINDS = ("till", "dealer_erp")


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


TERRITORIES = Table(
    "territories", METADATA, Column("id", String, primary_key=True), Column("name", String, nullable=False)
)

COMPANIES = Table(
    "companies",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String(2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("tier", String),
    Column("sees_prices", Boolean, nullable=False),
    Column("territory_id", String, ForeignKey("territories.id")),
    Column("suspended", Boolean, nullable=False),
    _one_of("kind", COMPANY_KINDS),
)

BRANCHES = Table(
    "branches",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("company_id", String, ForeignKey("companies.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("city", String),
    Column("sort_key", ORDERED_TEXT, nullable=False),
    Index("branches_by_company", "company_id", "sort_key"),
)

DEPARTMENTS = Table(
    "departments",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("company_id", String, ForeignKey("companies.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("sort_key", ORDERED_TEXT, nullable=False),
    Index("departments_by_company", "company_id", "sort_key"),
)

ADDRESSES = Table(
    "addresses",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("company_id", String, ForeignKey("companies.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("street", String, nullable=False),
    Column("postcode", String, nullable=False),
    Column("city", String, nullable=False),
    Column("country", String(2), nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("sort_key", ORDERED_TEXT, nullable=False),
    Index("addresses_by_company", "company_id", "sort_key"),
)
"""Where goods are delivered to a company; the one that is the default comes first."""

ONE_DEFAULT_ADDRESS = Index(
    "one_default_address",
    ADDRESSES.c.company_id,
    unique=True,
    sqlite_where=ADDRESSES.c.is_default,
    postgresql_where=ADDRESSES.c.is_default,
)

CERTIFICATES = Table(
    "certificates",
    METADATA,
    Column("company_id", String, ForeignKey("companies.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("valid_until", Date, nullable=False),
)

GRANTS = Table(
    "grants",
    METADATA,
    Column("company_id", String, ForeignKey("companies.id"), primary_key=True),
    Column("name", String, primary_key=True),
)

USERS = Table(
    "users",
    METADATA,
    Column("id", ORDERED_TEXT, primary_key=True),
    Column("email", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("sort_key", ORDERED_TEXT, nullable=False),
    Column("language", String(2), nullable=False),
    Column("password_hash", String, nullable=False),
    Column("suspended", Boolean, nullable=False),
    CheckConstraint("email = lower(email)", name="email_in_lower_case"),
)

MEMBERSHIPS = Table(
    "memberships",
    METADATA,
    Column("user_id", ORDERED_TEXT, ForeignKey("users.id"), primary_key=True),
    Column("company_id", String, ForeignKey("companies.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("branch_id", ORDERED_TEXT, ForeignKey("branches.id")),
    Column("department_id", ORDERED_TEXT, ForeignKey("departments.id")),
    Column("row_scope", String, nullable=False),
    _one_of("row_scope", ROW_SCOPES),
    Index("memberships_by_company", "company_id"),
)
"""`position` orders the companies of one person: signing in without naming one leads to the first."""

MEMBER_FUNCTIONS = Table(
    "member_functions",
    METADATA,
    Column("user_id", ORDERED_TEXT, primary_key=True),
    Column("company_id", String, primary_key=True),
    Column("function", String, primary_key=True),
    ForeignKeyConstraint(["user_id", "company_id"], ["memberships.user_id", "memberships.company_id"]),
    _one_of("function", FUNCTIONS),
)

STAFF_DUTIES = Table(
    "staff_duties",
    METADATA,
    Column("user_id", ORDERED_TEXT, ForeignKey("users.id"), primary_key=True),
    Column("department", String, primary_key=True),
    _one_of("department", STAFF_DEPARTMENTS),
)

STAFF_TERRITORIES = Table(
    "staff_territories",
    METADATA,
    Column("user_id", ORDERED_TEXT, ForeignKey("users.id"), primary_key=True),
    Column("territory_id", String, ForeignKey("territories.id"), primary_key=True),
)

MACHINES = Table(
    "machines",
    METADATA,
    Column("id", String, primary_key=True),
    Column("client_id", String, nullable=False, unique=True),
    Column("company_id", String, ForeignKey("companies.id"), nullable=False),
    Column("branch_id", ORDERED_TEXT, ForeignKey("branches.id")),
    Column("kind", String, nullable=False),
    Column("secret_hash", String, nullable=False),
    Column("suspended", Boolean, nullable=False),
    _one_of("kind", MACHINE_KINDS),
)

LOOKS = Table(
    "looks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("user_id", ORDERED_TEXT, ForeignKey("users.id"), nullable=False),
    Column("company_id", String, ForeignKey("companies.id"), nullable=False),
)
"""Every token with which a staff member looks at a customer."""
