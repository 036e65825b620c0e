"""Puts the orders subgraph together."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.orders.loaders import Loaders
from subgraphs.orders.schema import SCHEMA

SUBGRAPH = Subgraph(name="orders", schema=SCHEMA, migrations=Path(__file__).parent / "migrations", loaders=Loaders)
