"""The accounts subgraph with the demo world, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from subgraphs.accounts.demo import load_demo
from subgraphs.accounts.subgraph import make_subgraph
from subgraphs.accounts.tokens import TokenKeys
from tests.kit.subgraphs import SubgraphClient, running

DEMO = Path("werktor/demo/accounts")


def new_key() -> dict[str, Any]:
    """A private JWK named by its thumbprint."""
    key = OKPKey.generate_key("Ed25519")
    key.ensure_kid()
    return dict(key.as_dict(private=True))


@pytest.fixture(scope="session")
def keys() -> TokenKeys:
    return TokenKeys([new_key()])


@pytest.fixture
async def accounts(database_url: str, keys: TokenKeys) -> AsyncIterator[SubgraphClient]:
    async with running(make_subgraph(keys), database_url) as client:
        await load_demo(client.services, DEMO)
        client.statements.clear()
        yield client
