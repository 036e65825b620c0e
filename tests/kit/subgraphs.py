"""Runs one subgraph in process on a real database and asks it as the gateway would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx2
import orjson
from starlette.applications import Starlette

from subgraphs.common.app import Services, Subgraph, create_app
from subgraphs.common.clock import Clock, FixedClock
from subgraphs.common.database import Database
from subgraphs.common.events import EventBus
from subgraphs.common.peers import Peers
from tests.kit.signing import PUBLIC_KEYS, viewer_header
from tests.kit.statements import noted

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class SubgraphClient:
    """Sends documents with a signed viewer header and counts the SQL statements they cause.

    `service="orders"` among `changes` asks as this subgraph on behalf of the viewer.
    """

    app: Starlette
    services: Services
    http: httpx2.AsyncClient
    statements: list[str]

    async def post(self, body: Mapping[str, Any], headers: Mapping[str, str]) -> httpx2.Response:
        return await self.http.post("/graphql", content=orjson.dumps(body), headers=headers)

    async def answer(
        self, query: str, viewer: Mapping[str, Any], variables: Mapping[str, Any] | None = None, **changes: Any
    ) -> dict[str, Any]:
        """The whole GraphQL answer, errors included."""
        headers = {"content-type": "application/json", "x-werktor-viewer": viewer_header(viewer, **changes)}
        response = await self.post({"query": query, "variables": dict(variables or {})}, headers)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def data(
        self, query: str, viewer: Mapping[str, Any], variables: Mapping[str, Any] | None = None, **changes: Any
    ) -> dict[str, Any]:
        """The data of an answer that must carry no errors."""
        answer = await self.answer(query, viewer, variables, **changes)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def entities(
        self, selection: str, keys: list[Mapping[str, Any]], viewer: Mapping[str, Any], **changes: Any
    ) -> list[dict[str, Any] | None]:
        """`_entities` for representations (with `__typename`), `selection` e.g. `... on Product { price { net } }`."""
        document = (
            f"query($representations: [_Any!]!) {{ _entities(representations: $representations) {{ {selection} }} }}"
        )
        return list((await self.data(document, viewer, {"representations": keys}, **changes))["_entities"])


@asynccontextmanager
async def running(
    subgraph: Subgraph,
    database_url: str,
    *,
    today: date = TODAY,
    events: EventBus[Any] | None = None,
    peers: Peers | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[SubgraphClient]:
    """The subgraph, migrated, with its lifespan running in one task; `peers` answer what it asks of others.

    Its clock stands at noon of `today` unless a `clock` is given.
    """
    database = Database(database_url, schema=subgraph.name)
    services = Services(database, clock or FixedClock(today), events or EventBus(), peers or Peers())
    statements = noted([database])
    app = create_app(subgraph, services, PUBLIC_KEYS)
    async with _lifespan(app):
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://subgraph") as http:
            yield SubgraphClient(app, services, http, statements)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Enters and leaves the lifespan in one task of its own, whatever task the fixture is torn down in."""
    started, stop = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.router.lifespan_context(app):
            started.set()
            await stop.wait()

    task = asyncio.create_task(live())
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done():
        task.result()
    try:
        yield
    finally:
        stop.set()
        await task
