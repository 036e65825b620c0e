"""Reservations, their parts and shipments, movements of every pool, idempotency keys and the outbox.

Corrections made before stay in the log, preceded by what each pool opened with, and their keys stay taken.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime
from subgraphs.common.outbox import ROW_ID

revision = "0002"
down_revision = "0001"

POOL = ("sku", "warehouse", "kind", "owner")
POOL_KEY = [f"pools.{name}" for name in POOL]

OPENINGS = """
    INSERT INTO movements_of_pools (sku, warehouse, kind, owner, quantity, reserved, cause, subject, at)
    SELECT sku, warehouse, kind, owner, quantity - corrected, reserved, 'opened', 'stock', :at FROM (
        SELECT pools.*, CASE WHEN kind <> 'free' THEN 0 ELSE COALESCE((
            SELECT SUM(difference) FROM movements
            WHERE movements.sku = pools.sku AND movements.warehouse = pools.warehouse
        ), 0) END AS corrected FROM pools
    ) AS before_corrections
    WHERE quantity <> corrected OR reserved <> 0
    ORDER BY sku, warehouse, kind, owner
"""
CORRECTIONS = """
    INSERT INTO movements_of_pools (sku, warehouse, kind, owner, quantity, reserved, cause, reason, subject, at)
    SELECT sku, warehouse, 'free', '', difference, 0, 'corrected', reason, subject, at FROM movements ORDER BY id
"""
KEYS = """
    INSERT INTO idempotency (owner, key, operation, body, result, at)
    SELECT subject, key, 'correctStock', body, COALESCE('"' || error_code || '"', 'null'), at FROM corrections
"""


def upgrade() -> None:
    _order_pools_by_code_points()
    _create_reservations()
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
    op.create_table(
        "idempotency",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key"),
    )
    op.execute(KEYS)
    op.drop_table("corrections")
    _replace_movements()


def _order_pools_by_code_points() -> None:
    """Pools are locked in the order of their key; SQLite compares all text by code points anyway."""
    if op.get_bind().dialect.name == "postgresql":
        columns = [("pools", "kind"), ("pools", "owner")]
        columns += [(table, "sku") for table in ("levels", "pools", "receipts", "demands")]
        for table, name in columns:
            op.alter_column(table, name, type_=ORDERED_TEXT, existing_nullable=False)


def _create_reservations() -> None:
    op.create_table(
        "reservations",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=True),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index("reservations_by_expiry", "reservations", ["expires_at"], unique=False)
    op.create_table(
        "reservation_lines",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("back_ordered", sa.Integer(), nullable=False),
        sa.Column("promised", sa.Date(), nullable=True),
        sa.CheckConstraint("back_ordered >= 0", name="back_ordered_not_negative"),
        sa.ForeignKeyConstraint(["order_id"], ["reservations.order_id"]),
        sa.PrimaryKeyConstraint("order_id", "position"),
    )
    op.create_index("reservation_lines_by_sku", "reservation_lines", ["sku"], unique=False)
    op.create_table(
        "reservation_parts",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("owner", ORDERED_TEXT, nullable=False),
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces > 0", name="pieces_positive"),
        sa.ForeignKeyConstraint(["order_id", "position"], ["reservation_lines.order_id", "reservation_lines.position"]),
        sa.ForeignKeyConstraint([*POOL], POOL_KEY),
        sa.PrimaryKeyConstraint("order_id", "position", "warehouse", "kind", "owner"),
    )
    op.create_table(
        "shipments",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("shipment", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["reservations.order_id"]),
        sa.PrimaryKeyConstraint("order_id", "shipment"),
    )


def _replace_movements() -> None:
    op.create_table(
        "movements_of_pools",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("sku", ORDERED_TEXT, nullable=False),
        sa.Column("warehouse", ORDERED_TEXT, nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("owner", ORDERED_TEXT, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity <> 0 OR reserved <> 0", name="something_moved"),
        sa.ForeignKeyConstraint([*POOL], POOL_KEY),
        sa.PrimaryKeyConstraint("id"),
    )
    opened_at = sa.bindparam("at", datetime.now(UTC), UtcDateTime())
    op.get_bind().execute(sa.text(OPENINGS).bindparams(opened_at))
    op.execute(CORRECTIONS)
    op.drop_index("movements_by_sku", table_name="movements")
    op.drop_table("movements")
    op.rename_table("movements_of_pools", "movements")
    op.create_index("movements_by_sku", "movements", ["sku", "at"], unique=False)
