"""Calls an ASGI application in this process as if it were far away: same bytes, same headers, nothing shared.

Each call is a task of its own with an empty context, so no context variable of the gateway leaks into a subgraph.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, MutableMapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from gateway.execution.transports.sse import REQUEST_HEADERS, EventStream
from gateway.model.transport import SubgraphAnswer

Message = MutableMapping[str, Any]
AsgiApplication = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]
JSON_HEADERS = {
    "content-type": "application/json",
    "accept": "application/graphql-response+json, application/json;q=0.9",
}
MAX_WAITING_CHUNKS = 16


@dataclass(slots=True)
class _Exchange:
    """One request to an application: what it reads and what it sends."""

    body: bytes
    chunks: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(MAX_WAITING_CHUNKS))
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0
    headers: Sequence[tuple[bytes, bytes]] = ()
    content_type: str = ""
    is_read: bool = False

    async def receive(self) -> Message:
        if not self.is_read:
            self.is_read = True
            return {"type": "http.request", "body": self.body, "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = message.get("headers", ())
            headers = {bytes(name).lower(): bytes(value) for name, value in self.headers}
            self.content_type = headers.get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            await self.chunks.put(message.get("body", b""))
            if not message.get("more_body", False):
                await self.chunks.put(None)


class AsgiTransport:
    """A subgraph that is an ASGI application; POSTs to `/graphql`. Its lifespan is run by whoever mounted it."""

    def __init__(self, app: AsgiApplication) -> None:
        self._app = app

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        exchange = _Exchange(body)
        async with asyncio.timeout(timeout):
            task = self._start(exchange, {**JSON_HEADERS, **headers})
            try:
                async with aclosing(_chunks(exchange, task)) as chunks:
                    answer = b"".join([chunk async for chunk in chunks])
            finally:
                exchange.gone.set()
                await _stopped(task)
        return SubgraphAnswer(exchange.status, answer, headers=exchange.headers)

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        exchange = _Exchange(body)
        task = self._start(exchange, {**REQUEST_HEADERS, **headers})
        stream = EventStream()
        refused = b""
        try:
            async with aclosing(_chunks(exchange, task)) as chunks:
                async for chunk in chunks:
                    if not exchange.content_type.startswith("text/event-stream"):
                        refused += chunk
                        continue
                    for result in stream.feed(chunk):
                        yield result
                    if stream.complete:
                        return
            if refused:
                yield refused
            else:
                raise ConnectionError("the subgraph ended the event stream without completing it")
        finally:
            exchange.gone.set()
            await _stopped(task)

    async def close(self) -> None:
        """Nothing is kept open between calls."""

    def _start(self, exchange: _Exchange, headers: Mapping[str, str]) -> asyncio.Task[None]:
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "root_path": "",
            "headers": [
                (b"host", b"subgraph"),
                (b"content-length", str(len(exchange.body)).encode()),
                *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()),
            ],
            "client": None,
            "server": None,
        }
        return asyncio.get_running_loop().create_task(self._call(scope, exchange), context=contextvars.Context())

    async def _call(self, scope: MutableMapping[str, Any], exchange: _Exchange) -> None:
        await self._app(scope, exchange.receive, exchange.send)


async def _chunks(exchange: _Exchange, task: asyncio.Task[None]) -> AsyncGenerator[bytes, None]:
    """The body as it is sent; raises OSError when the application ends before its answer does."""
    while True:
        waiting = asyncio.ensure_future(exchange.chunks.get())
        try:
            await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done() and exchange.chunks.empty():
                problem = None if task.cancelled() else task.exception()
                raise ConnectionError("the application ended without a complete answer") from problem
            chunk = await waiting
        finally:
            waiting.cancel()
        if chunk is None:
            return
        yield chunk


async def _stopped(task: asyncio.Task[None]) -> None:
    """Ends the application's task; what it raises after its answer is complete concerns nobody here."""
    if not task.done():
        task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()
