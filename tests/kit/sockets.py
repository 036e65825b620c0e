"""A WebSocket client that calls an ASGI application directly: what it is told comes in order, nothing is timed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

from gateway.gateway import Gateway


@dataclass
class Socket:
    """The client's end. `closed` is the close code the server gave, `subprotocol` the one it chose."""

    to_server: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    from_server: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    subprotocol: str | None = None

    async def send(self, **message: Any) -> None:
        await self.send_text(orjson.dumps(message).decode())

    async def send_text(self, text: str) -> None:
        await self.to_server.put({"type": "websocket.receive", "text": text})

    async def send_bytes(self, content: bytes) -> None:
        await self.to_server.put({"type": "websocket.receive", "bytes": content})

    async def leave(self) -> None:
        await self.to_server.put({"type": "websocket.disconnect", "code": 1001})

    async def told(self) -> dict[str, Any]:
        """The next message; fails when the server closes instead."""
        message = await self._next()
        assert message["type"] == "websocket.send", message
        told: dict[str, Any] = orjson.loads(message["text"])
        return told

    async def closed(self) -> tuple[int, str]:
        """The code and reason with which the server closes now; fails when it says something first."""
        message = await self._next()
        assert message["type"] == "websocket.close", message
        return message["code"], message["reason"]

    async def initialise(self, **payload: Any) -> None:
        await self.send(type="connection_init", payload=payload)
        assert await self.told() == {"type": "connection_ack"}

    async def subscribe(self, query: str, id: str = "1", **variables: Any) -> None:  # noqa: A002 - the protocol's word
        await self.send(type="subscribe", id=id, payload={"query": query, "variables": variables})

    async def _next(self) -> dict[str, Any]:
        async with asyncio.timeout(5):
            return await self.from_server.get()


@asynccontextmanager
async def connected(
    gateway: Gateway,
    *,
    subprotocols: tuple[str, ...] = ("graphql-transport-ws",),
    path: str = "/graphql",
    headers: Mapping[str, str] | None = None,
    address: str = "192.0.2.1",
) -> AsyncIterator[Socket]:
    """An accepted socket; at the end the client leaves and the server must come to its end too."""
    socket = Socket()
    scope = _scope(path, subprotocols, headers, address)
    await socket.to_server.put({"type": "websocket.connect"})
    serving = asyncio.create_task(gateway(scope, socket.to_server.get, socket.from_server.put))
    try:
        accepted = await socket._next()
        assert accepted["type"] == "websocket.accept", accepted
        socket.subprotocol = accepted["subprotocol"]
        yield socket
    finally:
        await socket.leave()
        async with asyncio.timeout(5):
            await serving


async def refused(
    gateway: Gateway,
    *,
    headers: Mapping[str, str] | None = None,
    address: str = "192.0.2.1",
    can_answer: bool = True,
) -> list[dict[str, Any]]:
    """What the server says to a handshake that it does not accept; `can_answer`: it may answer it by HTTP."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = _scope("/graphql", ("graphql-transport-ws",), headers, address)
    if can_answer:
        scope["extensions"] = {"websocket.http.response": {}}
    await gateway(scope, receive, send)
    assert all(one["type"] != "websocket.accept" for one in sent), sent
    return sent


def _scope(path: str, subprotocols: tuple[str, ...], headers: Mapping[str, str] | None, address: str) -> dict[str, Any]:
    return {
        "type": "websocket",
        "path": path,
        "subprotocols": list(subprotocols),
        "client": (address, 40_000),
        "headers": [(name.encode(), value.encode()) for name, value in {"host": "gateway", **(headers or {})}.items()],
    }
