"""A client of HTTP/1.1 that keeps its connection and knows exactly how far an answer came."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    ANSWERED = "answered"
    REFUSED = "refused"
    """No connection could be made: nobody listens any more."""
    CLOSED = "closed before the first byte of an answer"
    BROKEN = "ended within an answer"


@dataclass(frozen=True)
class Answered:
    outcome: Outcome
    status: int = 0
    body: Any = None


class PlainClient:
    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> PlainClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def ask(self, query: str) -> Answered:
        return await self.post({"query": query})

    async def post(self, body: Mapping[str, Any], token: str | None = None) -> Answered:
        content = json.dumps(body).encode()
        head = f"POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-length: {len(content)}\r\n"
        if token is not None:
            head += f"authorization: Bearer {token}\r\n"
        return await self._send(head.encode() + b"content-type: application/json\r\n\r\n" + content)

    async def get(self, path: str) -> Answered:
        return await self._send(f"GET {path} HTTP/1.1\r\nhost: gateway\r\n\r\n".encode())

    async def _send(self, request: bytes) -> Answered:
        try:
            reader, writer = self._streams or await asyncio.open_connection("127.0.0.1", self._port)
        except ConnectionError:
            return Answered(Outcome.REFUSED)
        self._streams = (reader, writer)
        head = b""
        try:
            writer.write(request)
            await writer.drain()
            while not head.endswith(b"\r\n\r\n"):
                line = await reader.readline()
                if not line:
                    raise ConnectionResetError
                head += line
            lines = head.decode("latin-1").split("\r\n")
            fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
            body = await reader.readexactly(int(fields["content-length"]))
        except (ConnectionError, asyncio.IncompleteReadError):
            await self.close()
            return Answered(Outcome.BROKEN if head else Outcome.CLOSED)
        if fields.get("connection") == "close":
            await self.close()
        is_json = fields["content-type"].startswith(("application/json", "application/graphql-response+json"))
        return Answered(Outcome.ANSWERED, int(lines[0].split()[1]), json.loads(body) if is_json else body.decode())

    async def close(self) -> None:
        if self._streams is not None:
            writer = self._streams[1]
            self._streams = None
            writer.close()
            with suppress(ConnectionError):  # the other side was first
                await writer.wait_closed()
