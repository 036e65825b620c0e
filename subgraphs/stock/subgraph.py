"""The stock subgraph, ready to be served."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.stock.events import StockMoved
from subgraphs.stock.loaders import Loaders
from subgraphs.stock.schema import SCHEMA

SUBGRAPH = Subgraph(
    name="stock",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    event_type=StockMoved,
)
