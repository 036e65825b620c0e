"""A subgraph answers the gateway and nobody else."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
import strawberry
from aiodataloader import DataLoader
from joserfc.jwk import OKPKey
from strawberry import Info, federation

from subgraphs.common.app import Context, Services, Subgraph
from subgraphs.common.schema import build_schema
from subgraphs.common.viewer import Viewer
from tests.kit.signing import DEALER, KEY_ID, viewer_header
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.tables import empty_migrations

BATCHES: list[list[str]] = []


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self.names: DataLoader[str, str] = DataLoader(batch_load_fn=self._load)

    async def _load(self, keys: list[str]) -> list[str]:
        BATCHES.append(list(keys))
        return [f"tool {key}" for key in keys]


@federation.type(keys=["sku"])
class Tool:
    sku: strawberry.ID

    @strawberry.field
    async def name(self, info: Info[Context[Loaders], None]) -> str:
        return await info.context.loaders.names.load(self.sku)

    @classmethod
    async def resolve_references(cls, info: Info[Context[Loaders], None], keys: list[Mapping[str, Any]]) -> list[Any]:
        return [cls(sku=key["sku"]) if key["sku"] != "gone" else None for key in keys]


@strawberry.type
class Query:
    @strawberry.field
    def who(self, info: Info[Context[Loaders], None]) -> str:
        return info.context.viewer.subject

    @strawberry.field
    def tool(self) -> Tool:
        return Tool(sku=strawberry.ID("one"))


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[SubgraphClient]:
    BATCHES.clear()
    subgraph = Subgraph("tools", build_schema(Query), empty_migrations(tmp_path), Loaders)
    async with running(subgraph, f"sqlite+aiosqlite:///{tmp_path}/tools.sqlite3") as running_client:
        yield running_client


async def ask(client: SubgraphClient, headers: Mapping[str, str]) -> httpx2.Response:
    return await client.post({"query": "{ who }"}, {"content-type": "application/json", **headers})


async def test_a_signed_viewer_is_answered(client: SubgraphClient) -> None:
    assert await client.data("{ who }", DEALER) == {"who": "user:dealer"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-werktor-viewer": "not a token"},
        {"x-werktor-viewer": viewer_header(DEALER)[:-4] + "AAAA"},
        {"x-werktor-viewer": viewer_header(DEALER, exp=int(time.time()) - 31)},
        {"x-werktor-viewer": viewer_header(DEALER, iss="somebody")},
        {"x-werktor-viewer": viewer_header(DEALER, key=OKPKey.generate_key("Ed25519", {"kid": KEY_ID}))},
    ],
    ids=["unsigned", "no token", "tampered", "expired", "foreign issuer", "foreign key"],
)
async def test_anything_else_is_refused_before_it_is_read(client: SubgraphClient, headers: Mapping[str, str]) -> None:
    refused = await ask(client, headers)
    assert refused.status_code == 401
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in refused.json()
    assert not BATCHES


async def test_a_header_within_the_leeway_of_thirty_seconds_still_holds(client: SubgraphClient) -> None:
    answered = await ask(client, {"x-werktor-viewer": viewer_header(DEALER, exp=int(time.time()) - 20)})
    assert answered.json() == {"data": {"who": "user:dealer"}}


async def test_a_hundred_entities_are_one_batch_and_an_unknown_one_is_null(client: SubgraphClient) -> None:
    keys = [{"__typename": "Tool", "sku": f"s{n}"} for n in range(99)] + [{"__typename": "Tool", "sku": "gone"}]
    found = await client.entities("... on Tool { name }", keys, DEALER)
    assert found[0] == {"name": "tool s0"}
    assert found[99] is None
    assert [len(batch) for batch in BATCHES] == [99]


async def test_a_type_that_is_no_entity_spoils_only_its_own_item(client: SubgraphClient) -> None:
    document = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Tool { name } } }"
    keys = [{"__typename": "Tool", "sku": "a"}, {"__typename": "Ghost", "sku": "b"}]
    answer = await client.answer(document, DEALER, {"r": keys})
    assert answer["data"] == {"_entities": [{"name": "tool a"}, None]}
    assert [error["path"] for error in answer["errors"]] == [["_entities", 1]]
