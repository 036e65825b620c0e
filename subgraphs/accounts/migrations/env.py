"""Runs the revisions of accounts."""

from subgraphs.accounts.tables import METADATA
from subgraphs.common.migrations import run_migrations

run_migrations(METADATA)
