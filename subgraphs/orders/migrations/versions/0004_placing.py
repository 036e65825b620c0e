"""Placing orders: what is agreed with them, placings under way, errands to stock and events."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, Amount, UtcDateTime
from subgraphs.common.outbox import ROW_ID

revision = "0004"
down_revision = "0003"

FIRST_NUMBER = 100_500

ORDER_STATES = "state IN ('pending', 'awaiting', 'confirmed', 'part_shipped', 'shipped', 'cancelled')"
ORDER_AGREED = "state = 'pending' OR gross_total IS NOT NULL"
LINE_STATES = "state IN ('pending', 'open', 'picking', 'part_shipped', 'shipped', 'back_order', 'cancelled')"
LINE_AGREED = "state = 'pending' OR (unit_gross IS NOT NULL AND line_gross IS NOT NULL)"
NOT_NEGATIVE = "back_ordered >= 0"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_anew("orders", _orders())
        op.create_index("orders_of_company", "orders", ["company_id", "placed_at", "number"], unique=False)
        _make_anew("order_lines", _order_lines())
    else:
        _widen()
    _create_order_parts()
    _create_placings()


def _new_order_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("tax_rate", Amount(), nullable=True),
        sa.Column("tax_total", Amount(), nullable=True),
        sa.Column("back_orders", sa.Boolean(), nullable=True),
        sa.Column("reserved_until", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    ]


def _new_line_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("buyer_number", sa.String(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=True),
        sa.Column("order_unit", sa.String(), nullable=True),
        sa.Column("order_content", sa.Integer(), server_default="1", nullable=False),
        sa.Column("price_unit", sa.String(), nullable=True),
        sa.Column("price_content", sa.Integer(), server_default="1", nullable=False),
        sa.Column("price_quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("back_ordered", sa.Integer(), server_default="0", nullable=False),
    ]


def _widen() -> None:
    for column in _new_order_columns():
        op.add_column("orders", column)
    op.alter_column("orders", "gross_total", existing_type=Amount(), nullable=True)
    op.create_check_constraint("order_amounts_agreed", "orders", ORDER_AGREED)
    for column in _new_line_columns():
        op.add_column("order_lines", column)
    for name in ("unit_gross", "line_gross"):
        op.alter_column("order_lines", name, existing_type=Amount(), nullable=True)
    op.drop_constraint("line_state_known", "order_lines")
    op.create_check_constraint("line_state_known", "order_lines", LINE_STATES)
    op.create_check_constraint("line_amounts_agreed", "order_lines", LINE_AGREED)
    op.create_check_constraint("back_ordered_not_negative", "order_lines", NOT_NEGATIVE)


def _make_anew(name: str, parts: list[sa.schema.SchemaItem]) -> None:
    """SQLite cannot change a column or a check. Rows that name others wait for these until the transaction ends.

    The rows are put back before that: only an insert tells SQLite that what is named is there again.
    """
    kept = ", ".join(column["name"] for column in sa.inspect(op.get_bind()).get_columns(name))
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMPORARY TABLE kept AS SELECT {kept} FROM {name}")
    op.drop_table(name)
    op.create_table(name, *parts)
    op.execute(f"INSERT INTO {name} ({kept}) SELECT {kept} FROM kept")
    op.execute("DROP TABLE kept")


def _orders() -> list[sa.schema.SchemaItem]:
    return [
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
        sa.Column("gross_total", Amount(), nullable=True),
        sa.Column("ship_to_name", sa.String(), nullable=True),
        sa.Column("ship_to_street", sa.String(), nullable=True),
        sa.Column("ship_to_postcode", sa.String(), nullable=True),
        sa.Column("ship_to_city", sa.String(), nullable=True),
        sa.Column("ship_to_country", sa.String(length=2), nullable=True),
        *_new_order_columns(),
        sa.CheckConstraint(ORDER_STATES, name="order_state_known"),
        sa.CheckConstraint(ORDER_AGREED, name="order_amounts_agreed"),
        sa.PrimaryKeyConstraint("number"),
    ]


def _order_lines() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_net", Amount(), nullable=True),
        sa.Column("unit_gross", Amount(), nullable=True),
        sa.Column("line_net", Amount(), nullable=True),
        sa.Column("line_gross", Amount(), nullable=True),
        sa.Column("line_text", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("promised_date", sa.Date(), nullable=True),
        *_new_line_columns(),
        sa.CheckConstraint(LINE_STATES, name="line_state_known"),
        sa.CheckConstraint(LINE_AGREED, name="line_amounts_agreed"),
        sa.CheckConstraint(NOT_NEGATIVE, name="back_ordered_not_negative"),
        sa.CheckConstraint("position BETWEEN 1 AND 500", name="at_most_500_lines"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.ForeignKeyConstraint(["order_number"], ["orders.number"]),
        sa.PrimaryKeyConstraint("order_number", "position"),
    ]


def _create_order_parts() -> None:
    op.create_table(
        "order_charges",
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("net", Amount(), nullable=True),
        sa.Column("gross", Amount(), nullable=False),
        sa.CheckConstraint("kind IN ('freight', 'small_order')", name="charge_known"),
        sa.ForeignKeyConstraint(["order_number"], ["orders.number"]),
        sa.PrimaryKeyConstraint("order_number", "kind"),
    )
    numbers = op.create_table(
        "order_numbers",
        sa.Column("next", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("next"),
    )
    op.bulk_insert(numbers, [{"next": FIRST_NUMBER}])


def _create_placings() -> None:
    op.create_table(
        "placings",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("viewer", sa.JSON(), nullable=False),
        sa.Column("input", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("order_number", ORDERED_TEXT, nullable=True),
        sa.Column("errors", sa.JSON(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.CheckConstraint("step IN ('checking', 'reserving', 'pricing', 'binding', 'releasing')", name="step_known"),
        sa.CheckConstraint("(step = 'checking') = (order_number IS NULL)", name="numbered_once_checked"),
        sa.PrimaryKeyConstraint("owner", "key"),
        sa.UniqueConstraint("order_number"),
    )
    op.create_index("placings_by_due", "placings", ["due_at"], unique=False)
    op.create_table(
        "stock_errands",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("order_number", ORDERED_TEXT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("viewer", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('release', 'ship')", name="errand_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("stock_errands_by_due", "stock_errands", ["due_at"], unique=False)
    op.create_index("stock_errands_of_order", "stock_errands", ["order_number"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sequence", ROW_ID, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sequence"),
    )
