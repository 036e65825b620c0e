"""A client of a subscription that reads when a test lets it, over each way to subscribe."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson

from gateway.gateway import Gateway

WAYS = ("websocket", "event stream", "multipart")
_ACCEPT = {"event stream": "text/event-stream", "multipart": 'multipart/mixed;subscriptionSpec="1.0"'}


class Reader:
    """`told` are the payloads of results and refusals so far, `is_over` is set when nothing more comes.

    While it does not read, the message that is being sent to it has been taken, and every other one waits.
    """

    def __init__(self, incoming: list[dict[str, Any]]) -> None:
        self.told: list[dict[str, Any]] = []
        self.is_over = asyncio.Event()
        self._incoming = incoming
        self._reads = asyncio.Event()
        self._reads.set()
        self._changed = asyncio.Condition()

    def stop_reading(self) -> None:
        self._reads.clear()

    def read_on(self) -> None:
        self._reads.set()

    async def heard(self, count: int) -> list[dict[str, Any]]:
        """What was told, once it is so much."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.told) >= count)
        return self.told

    async def receive(self) -> dict[str, Any]:
        if self._incoming:
            return self._incoming.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, message: Mapping[str, Any]) -> None:
        async with self._changed:
            self.told += _payloads(message)
            self._changed.notify_all()
        if message["type"] == "websocket.close" or _is_last(message):
            self.is_over.set()
        await self._reads.wait()


@asynccontextmanager
async def reading(gateway: Gateway, way: str, asked: Mapping[str, Any], token: str | None) -> AsyncIterator[Reader]:
    """Subscribes by `way` to what is asked; leaves at the end."""
    bearer = {} if token is None else {"authorization": f"Bearer {token}"}
    scope: dict[str, Any]
    if way == "websocket":
        frames = [{"type": "connection_init", "payload": bearer}, {"type": "subscribe", "id": "1", "payload": asked}]
        incoming = [{"type": "websocket.receive", "text": orjson.dumps(frame).decode()} for frame in frames]
        reader = Reader([{"type": "websocket.connect"}, *incoming])
        scope = {"type": "websocket", "path": "/graphql", "headers": [], "subprotocols": ["graphql-transport-ws"]}
    else:
        headers = {"content-type": "application/json", "accept": _ACCEPT[way], **bearer}
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        reader = Reader([{"type": "http.request", "body": orjson.dumps(asked)}])
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": sent}
    serving = asyncio.ensure_future(gateway(scope, reader.receive, reader.send))
    try:
        yield reader
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving


def _payloads(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The GraphQL responses in a message; a refusal is one that has only errors."""
    if message["type"] == "websocket.send":
        frame = orjson.loads(message["text"])
        if frame["type"] == "error":
            return [{"errors": frame["payload"]}]
        return [frame["payload"]] if frame["type"] == "next" else []
    if message["type"] != "http.response.body":
        return []
    found = []
    for line in message["body"].splitlines():
        text = line.removeprefix(b"data: ")
        if text.startswith(b"{") and text != b"{}":
            told = orjson.loads(text)
            found.append({"errors": told["errors"]} if told.get("payload", told) is None else told.get("payload", told))
    return found


def _is_last(message: Mapping[str, Any]) -> bool:
    if message["type"] == "websocket.send":
        return orjson.loads(message["text"])["type"] in ("complete", "error")
    return message["type"] == "http.response.body" and not message.get("more_body")
