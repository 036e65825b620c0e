"""Puts the products subgraph together."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.products.loaders import Loaders
from subgraphs.products.schema import SCHEMA

SUBGRAPH = Subgraph(
    name="products",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    callers={"orders": frozenset({"articlesNamed", "articles"})},
)
