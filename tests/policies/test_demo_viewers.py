"""The viewers of the tests are those that accounts signs in, and each of them is somebody to the policies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies
from subgraphs.accounts.demo import load_demo
from subgraphs.accounts.service import issue_token
from subgraphs.accounts.subgraph import make_subgraph
from subgraphs.accounts.tokens import TokenKeys
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.viewers import VIEWERS, viewer
from werktor.settings import ROOT

KEYS = TokenKeys([OKPKey.generate_key("Ed25519").as_dict(private=True)])
SIGNED_IN = sorted(VIEWERS.keys() - {"visitor"})


@pytest.fixture
async def accounts(tmp_path: Path) -> AsyncIterator[SubgraphClient]:
    async with running(make_subgraph(KEYS), f"sqlite+aiosqlite:///{tmp_path / 'accounts.sqlite'}") as client:
        await load_demo(client.services, ROOT / "werktor" / "demo" / "accounts")
        yield client


async def test_a_demo_viewer_holds_the_claims_that_accounts_signs(accounts: SubgraphClient) -> None:
    for name in SIGNED_IN:
        expected = viewer(name)
        claims = KEYS.verify(await issue_token(accounts.services, KEYS, f"{name}@demo.example"))
        told = {key: frozenset(claims.get(key, ())) for key in ("claims", "machine", "functions", "grants")}
        assert told == {
            "claims": expected.claims,
            "machine": expected.machine,
            "functions": expected.functions,
            "grants": expected.grants,
        }, name
        assert (claims["sub"], claims["company"], claims["country"]) == (
            expected.subject,
            expected.company,
            expected.country,
        )


@pytest.mark.parametrize("name", VIEWERS)
def test_every_demo_viewer_has_a_role_of_his_own(name: str) -> None:
    roles = compiled_policies(read_folder(POLICY_FOLDER), public_schema()).standing(viewer(name)).roles
    assert roles - {"everyone", "catalogue", "public", "trade", "staff"}
