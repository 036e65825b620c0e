"""`python -m gateway serve --supergraph FILE`: any supergraph is served by a process of its own, without policies."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web

from tests.kit.fixture_subgraphs import FixtureSubgraph, World
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.servers import free_port
from werktor.settings import ROOT

THINGS = {
    "near": """
        type Query { thing: Thing }
        type Thing @key(fields: "id") { id: ID! }
    """,
    "far": 'type Thing @key(fields: "code") { code: ID!  weight: Int }',
}
"""Nobody can get from a thing of `near` to its weight: what asks for it cannot be planned."""
WORLD = World(roots={"Query.thing": lambda: {"__typename": "Thing", "id": "t1"}})
STORED = {"good": "query Good { thing { id } }", "lost": "query Lost { thing { id weight } }"}


@dataclass(frozen=True)
class Running:
    http: aiohttp.ClientSession
    subgraph: FixtureSubgraph

    async def post(self, request: dict[str, Any], **headers: str) -> dict[str, Any]:
        async with self.http.post("/graphql", json=request, headers=headers) as response:
            assert response.status == 200
            answer: dict[str, Any] = await response.json()
            return answer


@asynccontextmanager
async def _subgraph(subgraph: FixtureSubgraph) -> AsyncIterator[str]:
    async def answer(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        given = await subgraph.fetch(await request.read(), headers, timeout=10)
        return web.Response(body=given.body, content_type="application/json")

    application = web.Application()
    application.router.add_post("/graphql", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/graphql"
    finally:
        await runner.cleanup()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    near = FixtureSubgraph("near", THINGS["near"], WORLD)
    (tmp_path / "supergraph.graphql").write_text(supergraph_sdl(THINGS), encoding="utf-8")
    (tmp_path / "documents.json").write_bytes(orjson.dumps(STORED))
    port = free_port()
    async with _subgraph(near) as url:
        settings = {"documents": str(tmp_path / "documents.json"), "subgraph_urls": {"near": url, "far": url}}
        lines = [f"documents = {orjson.dumps(settings['documents']).decode()}", "[subgraph_urls]"]
        lines += [f'{name} = "{url}"' for name in THINGS]
        (tmp_path / "gateway.toml").write_text("\n".join(lines), encoding="utf-8")
        command = ["serve", "--supergraph", "supergraph.graphql", "--config", "gateway.toml", "--port", str(port)]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "gateway", *command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}
        )
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
            try:
                await _ready(http, process)
                yield Running(http, near)
            finally:
                process.terminate()
                await process.wait()


async def _ready(http: aiohttp.ClientSession, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(30):
        while process.returncode is None:
            try:
                async with http.get("/health") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.05)
    raise AssertionError("the gateway did not start")


async def test_it_is_ready_answers_and_passes_credentials_on(running: Running) -> None:
    answer = await running.post({"query": "{ thing { id } }"}, authorization="Basic YWRhOmx2bA==")
    assert answer == {"data": {"thing": {"id": "t1"}}}
    assert running.subgraph.headers[-1]["authorization"] == "Basic YWRhOmx2bA=="


async def test_a_type_name_is_told_without_asking_a_subgraph(running: Running) -> None:
    assert await running.post({"query": "{ __typename }"}) == {"data": {"__typename": "Query"}}
    assert running.subgraph.requests == []


async def test_what_cannot_be_planned_fails_alone_and_not_at_the_start(running: Running) -> None:
    for request in ({"documentId": "lost"}, {"query": STORED["lost"]}):
        answer = await running.post(request)
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "OPERATION_PLANNING_ERROR"
    assert await running.post({"documentId": "good"}) == {"data": {"thing": {"id": "t1"}}}
