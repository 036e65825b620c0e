"""The table of idempotency keys of carts and orders."""

from __future__ import annotations

from subgraphs.common.idempotency import idempotency_table
from subgraphs.orders.tables.metadata import METADATA

KEYS = idempotency_table(METADATA)
