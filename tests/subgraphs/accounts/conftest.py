"""The accounts subgraph with the demo world, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from subgraphs.accounts.demo import load_demo
from subgraphs.accounts.subgraph import make_subgraph
from subgraphs.accounts.tokens import TokenKeys
from tests.kit.subgraphs import SubgraphClient, running

DEMO = Path("werktor/demo/accounts")


@pytest.fixture(scope="session")
def keys() -> TokenKeys:
    return TokenKeys([TokenKeys.generate()])


@pytest.fixture
async def accounts(database_url: str, keys: TokenKeys) -> AsyncIterator[SubgraphClient]:
    async with running(make_subgraph(keys), database_url) as client:
        await load_demo(client.services, DEMO)
        client.statements.clear()
        yield client
