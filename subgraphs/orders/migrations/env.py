"""Runs the revisions of orders."""

from subgraphs.common.migrations import run_migrations
from subgraphs.orders.tables import METADATA

run_migrations(METADATA)
