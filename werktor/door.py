"""The one public address: sends each request to the part that owns its path, and runs every part's lifespan.

`/graphql`, `/health`, `/metrics` and `/admin` belong to the gateway, `/auth` to accounts, `/manuals` to content,
`/media` to the pictures of the catalogue; everything else is the storefront. The GraphQL addresses of the subgraphs
are not among them: nobody outside reaches a subgraph.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
"""No asset comes from another host; GraphiQL's editor runs in workers of our own."""

NO_SUCH_SOCKET = 1008
"""RFC 6455, section 7.4.1: policy violation; sockets are served at `/graphql` alone."""


@dataclass(frozen=True)
class Wing:
    """A part behind the door: the path prefixes it owns."""

    prefixes: tuple[str, ...]
    app: ASGIApp


class Door:
    """The ASGI application of the all-in-one process."""

    def __init__(
        self, wings: Sequence[Wing], otherwise: ASGIApp, lifespans: Sequence[AbstractAsyncContextManager[object]]
    ) -> None:
        self._by_prefix = [(prefix, wing.app) for wing in wings for prefix in wing.prefixes]
        self._otherwise = otherwise
        self._lifespans = lifespans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        path: str = scope["path"]
        for prefix, app in self._by_prefix:
            if path == prefix or path.startswith(prefix + "/"):
                await app(scope, receive, send)
                return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": NO_SUCH_SOCKET})
            return
        await self._otherwise(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Starts every part in order and stops them in reverse."""
        async with AsyncExitStack() as stack:
            for lifespan in self._lifespans:
                await stack.enter_async_context(lifespan)
            yield

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self.running():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.shutdown.complete"})


class Storefront(StaticFiles):
    """The built pages; an address inside the shop answers with the one page that routes it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or "." in path.rsplit("/", 1)[-1]:
                raise
            response = await super().get_response("index.html", scope)
        response.headers["content-security-policy"] = CONTENT_SECURITY_POLICY
        response.headers["x-content-type-options"] = "nosniff"
        return response
