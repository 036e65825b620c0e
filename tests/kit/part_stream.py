"""A client that reads a multipart answer part by part while it is written: what it is told comes in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

from gateway.gateway import Gateway
from tests.kit.served import REQUEST_ID


@dataclass
class PartStream:
    """The client's end of one POST; `status` and `headers` are there once anything has been read."""

    body: bytes
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    _sent: bool = False
    _from_server: asyncio.Queue[MutableMapping[str, Any]] = field(default_factory=asyncio.Queue)
    _read: bytes = b""
    _ended: bool = False

    async def receive(self) -> dict[str, Any]:
        if not self._sent:
            self._sent = True
            return {"type": "http.request", "body": self.body}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await self._from_server.put(message)

    async def part(self) -> dict[str, Any]:
        """The next part, as soon as the delimiter behind it has come."""
        while (text := self._taken()) is None:
            assert not self._ended, f"the body ended: {self._read!r}"
            await self._hear()
        head, _, body = text.partition(b"\r\n\r\n")
        assert head.strip().lower() == b"content-type: application/json; charset=utf-8"
        told: dict[str, Any] = orjson.loads(body)
        return told

    async def end(self) -> None:
        while not self._ended:
            await self._hear()
        assert self._read.strip() == b"-----", self._read

    async def whole(self) -> dict[str, Any]:
        """The body of an answer that does not come in parts."""
        while not self._ended:
            await self._hear()
        told: dict[str, Any] = orjson.loads(self._read)
        return told

    def _taken(self) -> bytes | None:
        delimiter = b"\r\n---"
        if not self._read.startswith(delimiter):
            return None
        text, found, rest = self._read[len(delimiter) :].partition(delimiter)
        if not found:
            return None
        self._read = delimiter + rest
        return text

    async def chunk(self) -> bytes:
        """What comes next of the body, as it was sent."""
        while not self._read:
            assert not self._ended
            await self._hear()
        read, self._read = self._read, b""
        return read

    async def _hear(self) -> None:
        async with asyncio.timeout(5):
            message = await self._from_server.get()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self._read += message["body"]
            self._ended = not message.get("more_body", False)


@asynccontextmanager
async def part_stream(gateway: Gateway, accept: str, request: Mapping[str, Any]) -> AsyncIterator[PartStream]:
    """Sends a request; a client whose block ends is gone."""
    stream = PartStream(orjson.dumps(request))
    headers = {"host": "gateway", "content-type": "application/json", "accept": accept, "x-request-id": REQUEST_ID}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    serving = asyncio.create_task(gateway(scope, stream.receive, stream.send))
    try:
        yield stream
    finally:
        stream.gone.set()
        await serving
