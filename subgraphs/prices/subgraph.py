"""The prices subgraph, ready to be served."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.prices.loaders import Loaders
from subgraphs.prices.schema import SCHEMA

SUBGRAPH = Subgraph(
    name="prices",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    callers={"orders": frozenset({"priceOrder"})},
)
