"""The content subgraph with the demo texts, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from subgraphs.content.demo import load_demo
from subgraphs.content.subgraph import SUBGRAPH
from tests.kit.subgraphs import SubgraphClient, running

DEMO = Path("werktor/demo/content")


@pytest.fixture
async def content(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, DEMO)
        client.statements.clear()
        yield client
