"""Subscriptions to a subgraph over a WebSocket, by graphql-transport-ws (enisdenjo/graphql-ws, PROTOCOL.md).

Each subscription has a socket of its own, as its headers say who listens. They go with the handshake, and in the
payload of connection_init under `headers` for servers that do not see the handshake.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import aiohttp
import msgspec

from gateway.execution.transports.pool import CONNECT_TIMEOUT

SUBPROTOCOL = "graphql-transport-ws"
ACKNOWLEDGED_WITHIN = 10.0
CLOSED_WITHIN = 2.0
SIGN_OF_LIFE_EVERY = 20.0
"""A subgraph that does not answer a ping within half of this many seconds is gone."""
MAX_MESSAGE = 64 * 1024 * 1024
_ID = "1"


class _Message(msgspec.Struct):
    """The payload is handed on as it came."""

    type: str
    payload: msgspec.Raw = msgspec.Raw(b"null")


_read = msgspec.json.Decoder(_Message).decode


class WebSocketEvents:
    """The subscriptions of one subgraph."""

    def __init__(self, url: str) -> None:
        """`url`: that of its GraphQL requests, http or https."""
        self._url = "ws" + url.removeprefix("http")
        self._session: aiohttp.ClientSession | None = None

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        """The results as they come; raises OSError, or TimeoutError, when the subgraph ends them without completing."""
        try:
            async with self._open().ws_connect(
                self._url,
                protocols=(SUBPROTOCOL,),
                headers=headers,
                heartbeat=SIGN_OF_LIFE_EVERY,
                max_msg_size=MAX_MESSAGE,
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSED_WITHIN),
            ) as socket:
                await self._begin(socket, body, headers)
                is_over = False
                try:
                    while not is_over:
                        message = await self._next(socket)
                        is_over = message.type in ("complete", "error")
                        if message.type == "next":
                            yield bytes(message.payload)
                        elif message.type == "error":
                            yield b'{"errors":' + bytes(message.payload) + b"}"
                finally:
                    if not is_over and not socket.closed:
                        await _say(socket, {"type": "complete", "id": _ID})
        except aiohttp.ClientError as problem:
            raise ConnectionError(f"{self._url}: {problem}") from problem

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _begin(self, socket: aiohttp.ClientWebSocketResponse, body: bytes, headers: Mapping[str, str]) -> None:
        if socket.protocol != SUBPROTOCOL:
            raise ConnectionError(f"{self._url}: the subgraph does not speak {SUBPROTOCOL}")
        await _say(socket, {"type": "connection_init", "payload": {"headers": dict(headers)}})
        async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
            acknowledged = await self._next(socket)
        if acknowledged.type != "connection_ack":
            raise ConnectionError(f"{self._url}: '{acknowledged.type}' came instead of connection_ack")
        await _say(socket, {"type": "subscribe", "id": _ID, "payload": msgspec.Raw(body)})

    async def _next(self, socket: aiohttp.ClientWebSocketResponse) -> _Message:
        """The next message that says something; pings are answered."""
        while True:
            received = await socket.receive()
            if received.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"{self._url}: the subgraph closed the socket ({socket.close_code})")
            try:
                message = _read(received.data)
            except msgspec.DecodeError as problem:
                raise ConnectionError(f"{self._url}: a message that is none of {SUBPROTOCOL}") from problem
            if message.type == "ping":
                await _say(socket, {"type": "pong"})
            elif message.type != "pong":
                return message

    def _open(self) -> aiohttp.ClientSession:
        """Made at the first subscription, as a session belongs to a running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT),
            )
        return self._session


async def _say(socket: aiohttp.ClientWebSocketResponse, message: dict[str, Any]) -> None:
    await socket.send_str(msgspec.json.encode(message).decode())
