"""The orders subgraph with the demo orders, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from subgraphs.orders.demo import load_demo
from subgraphs.orders.subgraph import SUBGRAPH
from tests.kit.subgraphs import SubgraphClient, running

DEMO = Path("werktor/demo/orders")


@pytest.fixture
async def orders(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, DEMO)
        client.statements.clear()
        yield client
