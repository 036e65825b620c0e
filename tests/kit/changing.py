"""A gateway in process whose supergraph is a file that the test changes."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
import orjson

from gateway.app import create_gateway
from gateway.gateway import Gateway
from gateway.settings import Settings
from gateway.telemetry.logs import make_logger
from tests.kit.composition import composed
from tests.kit.fixture_subgraphs import FixtureSubgraph, World

THING = 'type Query { thing: Thing } type Subscription { moved: Thing } type Thing @key(fields: "id") { id: ID! %s }'
WORLD = World(
    roots={
        "Query.thing": lambda: {"__typename": "Thing", "id": "t1", "name": "one", "size": 2},
        "Subscription.moved": list,
    }
)
DOCUMENTS = {"named": "query Named { thing { name } }"}
OLD, NEW = THING % "name: String", THING % "name: String size: Int"
NAMED = {"query": "{ thing { name } }"}
SIZED = {"query": "{ thing { size } }"}


@dataclass
class Changing:
    """A gateway whose supergraph is a file of the test."""

    gateway: Gateway
    file: Path
    subgraph: FixtureSubgraph
    http: httpx2.AsyncClient
    log: io.BytesIO = field(repr=False)

    def write(self, sdl: str, **others: str) -> None:
        result = composed(things=sdl, **others)
        assert result.sdl is not None, result.errors
        self.file.write_text(result.sdl, encoding="utf-8")

    async def noticed(self) -> None:
        """As many looks as a change needs."""
        for _ in range(2):
            await self.gateway.watches["supergraph"].look_again()

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.http.post("/graphql", json=body)).json()
        return answer

    async def ready(self) -> dict[str, Any]:
        report: dict[str, Any] = (await self.http.get("/health/ready")).json()
        return report

    async def metrics(self) -> str:
        return (await self.http.get("/metrics")).text

    def logged(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.log.getvalue().splitlines()]


@asynccontextmanager
async def changing_supergraph(folder: Path, **changes: Any) -> AsyncIterator[Changing]:
    file = folder / "supergraph.graphql"
    result = composed(things=OLD)
    assert result.sdl is not None
    file.write_text(result.sdl, encoding="utf-8")
    (folder / "documents.json").write_bytes(orjson.dumps(DOCUMENTS))
    # The watcher never looks by itself: its looks are those of the test.
    settings = Settings(supergraph=file, documents=folder / "documents.json", supergraph_check_seconds=1e6)
    subgraph = FixtureSubgraph("things", NEW, WORLD)
    log = io.BytesIO()
    gateway = create_gateway(replace(settings, **changes), transports={"things": subgraph}, log=make_logger(log))
    transport = httpx2.ASGITransport(app=gateway)
    async with gateway.running(), httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        yield Changing(gateway, file, subgraph, http, log)
