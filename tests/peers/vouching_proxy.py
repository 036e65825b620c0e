"""Stands between other gateways and our subgraphs: calls the one named in the path, vouching for the viewer chosen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.model.transport import SubgraphTransport
from gateway.model.viewer import VIEWER_HEADER

SECONDS = 30.0
KEPT_ALIVE_SECONDS = 600
"""Longer than any pause of a comparison: who meets a closed connection would fail for no fault of his own."""


@dataclass
class VouchingProxy:
    """`ways` to the subgraphs by name and the `header` of the viewer; both are changed between requests."""

    ways: Mapping[str, SubgraphTransport] = field(default_factory=dict)
    header: Callable[[], str] = lambda: ""

    async def __call__(self, request: Request) -> Response:
        way = self.ways[request.path_params["subgraph"]]
        answer = await way.fetch(await request.body(), {VIEWER_HEADER: self.header()}, timeout=SECONDS)
        return Response(answer.body, answer.status, media_type="application/json")


@asynccontextmanager
async def serving_proxy(proxy: VouchingProxy, port: int) -> AsyncIterator[None]:
    app = Starlette(routes=[Route("/{subgraph}", proxy.__call__, methods=["POST"])])
    config = uvicorn.Config(
        app, port=port, log_level="warning", access_log=False, timeout_keep_alive=KEPT_ALIVE_SECONDS
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
