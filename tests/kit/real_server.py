"""A gateway over the fixture federation behind a real server: bytes over sockets."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn

from gateway.app import create_gateway
from gateway.serving.server import GatewayServer, server_options, stop_times
from gateway.telemetry.logs import make_logger
from tests.kit.federation import Federation
from tests.kit.served import ISSUER, NOW, TOKEN_KEY, VIEWER_KEY, shop_settings
from tests.kit.servers import free_port


@asynccontextmanager
async def served_at(folder: Path, shop: Federation, *, port: int | None = None, **changes: Any) -> AsyncIterator[str]:
    """The address of the gateway, on a free port unless one is given; the server stops at the end.

    `changes` are settings.
    """
    settings = shop_settings(folder, **{"issuers": (ISSUER,), "drain_seconds": 0.01, **changes})
    log = make_logger(io.BytesIO())
    gateway = create_gateway(
        settings,
        transports=shop.subgraphs,
        signing_key=VIEWER_KEY,
        jwks={ISSUER.issuer: {"keys": [TOKEN_KEY.as_dict(private=False)]}},
        now=lambda: NOW,
        log=log,
    )
    port = port or free_port()
    listening = asyncio.Event()
    config = uvicorn.Config(gateway, host="127.0.0.1", port=port, **server_options(settings))
    server = GatewayServer(
        config, gateway, stop_times(settings), log, patience=settings.client_timeout, when_listening=listening.set
    )
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        await listening.wait()
    try:
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        server.begin_stop()
        await serving
