"""Runs the revisions of prices."""

from subgraphs.common.migrations import run_migrations
from subgraphs.prices.tables import METADATA

run_migrations(METADATA)
