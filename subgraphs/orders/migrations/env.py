"""Runs the revisions of orders."""

from subgraphs.common.migrations import run_migrations
from subgraphs.orders.tables import carts, errands, keys, orders, outbox, placings
from subgraphs.orders.tables.metadata import METADATA

TABLES = (carts, errands, keys, orders, outbox, placings)
"""Named so that every table is known before the metadata is read."""

run_migrations(METADATA)
