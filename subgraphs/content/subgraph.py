"""Puts the content subgraph together."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.content.loaders import Loaders
from subgraphs.content.routes import make_routes
from subgraphs.content.schema import SCHEMA

SUBGRAPH = Subgraph(
    name="content",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    routes=make_routes,
)
