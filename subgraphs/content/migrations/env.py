"""Runs the revisions of content."""

from subgraphs.common.migrations import run_migrations
from subgraphs.content.tables import METADATA

run_migrations(METADATA)
