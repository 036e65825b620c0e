"""The table of events that orders has still to tell."""

from __future__ import annotations

from subgraphs.common.outbox import outbox_table
from subgraphs.orders.tables.metadata import METADATA

OUTBOX = outbox_table(METADATA)
