"""Runs the revisions of stock."""

from subgraphs.common.migrations import run_migrations
from subgraphs.stock.tables import METADATA

run_migrations(METADATA)
