"""Puts the orders subgraph together."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.orders.events import OrderMoved
from subgraphs.orders.loaders import Loaders
from subgraphs.orders.schema import SCHEMA
from subgraphs.orders.service.errands import run_errands
from subgraphs.orders.service.placing.resuming import finish_placings
from subgraphs.orders.tables.outbox import OUTBOX

SUBGRAPH = Subgraph(
    name="orders",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    event_type=OrderMoved,
    outbox=OUTBOX,
    background=(finish_placings, run_errands),
)
