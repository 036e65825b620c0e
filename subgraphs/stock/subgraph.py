"""The stock subgraph, ready to be served."""

from __future__ import annotations

from pathlib import Path

from subgraphs.common.app import Subgraph
from subgraphs.stock.events import StockMoved
from subgraphs.stock.loaders import Loaders
from subgraphs.stock.schema import SCHEMA
from subgraphs.stock.service.expiry import end_what_expires
from subgraphs.stock.tables import OUTBOX

FOR_ORDERS = frozenset(
    {"stockFor", "reservation", "reserveStock", "bindReservation", "releaseStock", "shipStock"},
)

SUBGRAPH = Subgraph(
    name="stock",
    schema=SCHEMA,
    migrations=Path(__file__).parent / "migrations",
    loaders=Loaders,
    event_type=StockMoved,
    outbox=OUTBOX,
    callers={"orders": FOR_ORDERS},
    background=(end_what_expires,),
)
