"""Serves one subgraph on Starlette: only requests with a signed viewer header reach the schema.

Beside it run the relay of its outbox and its background work, from start to stop.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL

from subgraphs.common.background import Unbroken, Work, at_work
from subgraphs.common.clock import Clock, SystemClock
from subgraphs.common.database import Database
from subgraphs.common.events import EventBus
from subgraphs.common.migrations import migrate
from subgraphs.common.peers import Peers
from subgraphs.common.relay import Relay
from subgraphs.common.schema import SubgraphSchema
from subgraphs.common.viewer import VIEWER_HEADER, Viewer, ViewerRefused, ViewerVerifier

Loaders = TypeVar("Loaders")


@dataclass(frozen=True)
class Services:
    """What lives as long as the process: database, clock, events and peers of one subgraph, and unbroken work."""

    database: Database
    clock: Clock = field(default_factory=SystemClock)
    events: EventBus[Any] = field(default_factory=EventBus)
    peers: Peers = field(default_factory=Peers)
    unbroken: Unbroken = field(default_factory=Unbroken)


@dataclass(frozen=True)
class Context(Generic[Loaders]):
    """`info.context` of every resolver: who asks, the services, and the batch loaders of this one request.

    `callers`: the root fields each service may call, as its subgraph lists them.
    """

    viewer: Viewer
    services: Services
    loaders: Loaders
    callers: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subgraph:
    """What a subgraph hands over to be served: its schema, its migrations and how to make loaders for a request."""

    name: str
    schema: SubgraphSchema
    migrations: Path
    loaders: Callable[[Viewer, Services], Any]
    event_type: type[Any] | None = None
    """The frozen dataclass of its events, where it emits any."""
    outbox: Table | None = None
    """Where its use cases write these events down; they are published from there."""
    callers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The root fields that services may call, by subgraph; such a field answers nobody else (see `callers`)."""
    background: tuple[Callable[[Services], Awaitable[None]], ...] = ()
    """What runs beside the requests from start to stop; a task that fails is started again."""
    routes: Callable[[Services], list[BaseRoute]] = lambda services: []
    """Further HTTP routes that are not GraphQL (sign-in, for example); they check their callers themselves."""

    def __post_init__(self) -> None:
        if self.outbox is not None and self.event_type is None:
            raise ValueError(f"The subgraph '{self.name}' has an outbox but no event_type to read it by.")


class _GraphQLApp(GraphQL[Context[Any], None]):
    """The Strawberry application behind the signature check: POST only, subscriptions as server-sent events."""

    def __init__(self, subgraph: Subgraph, services: Services, verifier: ViewerVerifier) -> None:
        super().__init__(
            subgraph.schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_SSE_PROTOCOL,),
        )
        self._subgraph = subgraph
        self._services = services
        self._verifier = verifier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Mapping[str, str] = Request(scope).headers if scope["type"] == "http" else {}
        try:
            scope["viewer"] = self._verifier.verify(headers.get(VIEWER_HEADER))
        except ViewerRefused as refusal:
            error = {"message": str(refusal), "extensions": {"code": "UNAUTHENTICATED"}}
            await JSONResponse({"errors": [error]}, status_code=401)(scope, receive, send)
            return
        await super().__call__(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context[Any]:
        viewer: Viewer = request.scope["viewer"]
        loaders = self._subgraph.loaders(viewer, self._services)
        return Context(viewer, self._services, loaders, self._subgraph.callers)

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()


def create_app(subgraph: Subgraph, services: Services, viewer_keys: Iterable[Mapping[str, Any]]) -> Starlette:
    """The ASGI application of one subgraph; its lifespan migrates the tables, runs the background work and ends with
    the database closed.

    `viewer_keys`: public JWKs (with `kid`) whose signature on the viewer header is trusted.
    """

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await migrate(services.database, subgraph.migrations)
        try:
            async with services.events.running(), at_work(_works(subgraph, services)):
                yield
        finally:
            await services.unbroken.close()
            await services.peers.close()
            await services.database.close()

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ready", "subgraph": subgraph.name})

    graphql = _GraphQLApp(subgraph, services, ViewerVerifier(viewer_keys))
    return Starlette(
        routes=[Route("/graphql", graphql), Route("/health", health), *subgraph.routes(services)], lifespan=lifespan
    )


def _works(subgraph: Subgraph, services: Services) -> list[Work]:
    works = [Work(f"{subgraph.name}.{task.__name__}", partial(task, services)) for task in subgraph.background]
    if subgraph.outbox is not None and subgraph.event_type is not None:
        relay = Relay(services.database, subgraph.outbox, subgraph.event_type, services.events, services.clock)
        works.append(Work(f"{subgraph.name}.relay", relay.run))
    return works
