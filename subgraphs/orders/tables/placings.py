"""The table of placings: orders and requests between the first word of their buyer and the answer to him."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer, String, Table

from subgraphs.common.columns import ORDERED_TEXT, UtcDateTime
from subgraphs.orders.tables.metadata import METADATA

STEPS = ("checking", "reserving", "pricing", "binding", "releasing")

PLACINGS = Table(
    "placings",
    METADATA,
    Column("owner", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("operation", String, nullable=False),
    Column("viewer", JSON, nullable=False),
    Column("input", JSON, nullable=False),
    Column("step", String, nullable=False),
    Column("order_number", ORDERED_TEXT, unique=True),
    Column("errors", JSON),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("turn", Integer, nullable=False),
    CheckConstraint(f"step IN ({', '.join(repr(step) for step in STEPS)})", name="step_known"),
    CheckConstraint("(step = 'checking') = (order_number IS NULL)", name="numbered_once_checked"),
    Index("placings_by_due", "due_at"),
)
"""One row while a placing runs, by its idempotency key. `errors`: the answer when it is being undone.

Whoever runs it has it until `due_at`, when another may take it over. `turn` counts who has taken it: who has lost his
turn writes nothing more.
"""
