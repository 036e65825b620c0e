"""The stock subgraph with the demo stock and a few articles of the rest of the catalogue, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from subgraphs.stock.demo import load_demo
from subgraphs.stock.subgraph import SUBGRAPH
from tests.kit.subgraphs import SubgraphClient, running

OTHERS = [f"HW-{number}" for number in (1004, 3001, 3002, 3003, 4001, 4003, 9001, 9002)]


@pytest.fixture
async def stock(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, Path("werktor/demo/stock"), OTHERS)
        client.statements.clear()
        yield client
