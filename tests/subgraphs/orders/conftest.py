"""The orders subgraph on both databases: with the demo orders, and as a shop whose peers are scripted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from subgraphs.common.clock import SELLER_ZONE
from subgraphs.orders.demo import load_demo
from subgraphs.orders.subgraph import SUBGRAPH
from subgraphs.orders.tables.carts import BUYER_NUMBERS
from tests.kit.clocks import MovedClock
from tests.kit.ordering_peers import OrderingPeers
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient, running
from werktor.demo.loading import ordered_articles

NOON = datetime(2026, 11, 24, 12, tzinfo=SELLER_ZONE)
DEMO = Path("werktor/demo/orders")
OWN_NUMBERS = {"mein bohrer": "DRILL", "4711": "SAW", "bit": "SAW", "verschwunden": "NO-MORE"}
"""What company c calls our articles; BIT is an article of ours, NO-MORE is none."""


@pytest.fixture
async def orders(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, DEMO, ordered_articles())
        client.statements.clear()
        yield client


@pytest.fixture
def peers() -> OrderingPeers:
    return OrderingPeers()


@pytest.fixture
async def shop(database_url: str, peers: OrderingPeers) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url, peers=peers) as client:
        rows = [{"company_id": "c", "number": number, "sku": sku} for number, sku in OWN_NUMBERS.items()]
        async with client.services.database.write() as connection:
            await connection.execute(insert(BUYER_NUMBERS), rows)
        yield client


@pytest.fixture
def world() -> PlacingPeers:
    return PlacingPeers()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOON)


@pytest.fixture
async def desk(database_url: str, world: PlacingPeers, clock: MovedClock) -> AsyncIterator[SubgraphClient]:
    """Where carts become orders; `world` keeps what they need."""
    async with running(SUBGRAPH, database_url, peers=world, clock=clock) as client:
        yield client
