"""Runs the revisions of products."""

from subgraphs.common.migrations import run_migrations
from subgraphs.products.tables import METADATA

run_migrations(METADATA)
