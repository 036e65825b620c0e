"""Puts the accounts subgraph together; the keys that sign access tokens come from whoever runs it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from subgraphs.accounts.loaders import Loaders
from subgraphs.accounts.routes import make_routes
from subgraphs.accounts.schema import SCHEMA
from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import Subgraph


def make_subgraph(keys: TokenKeys) -> Subgraph:
    """The subgraph with its sign-in routes; for the schema alone, `schema.SCHEMA` needs no keys."""
    return Subgraph(
        name="accounts",
        schema=SCHEMA,
        migrations=Path(__file__).parent / "migrations",
        loaders=Loaders,
        callers={"orders": frozenset({"letterhead"})},
        routes=partial(make_routes, keys),
    )
