"""Server-sent events in distinct connections mode (graphql-sse protocol): one operation per connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import msgspec

from gateway.serving.asgi import Receive, Send
from gateway.serving.disconnects import unless_gone
from gateway.serving.media_types import EVENT_STREAM

COMPLETE = b"event: complete\ndata: \n\n"
KEEP_ALIVE = b":\n\n"
KEEP_ALIVE_SECONDS = 12.0


async def stream_results(
    results: AsyncGenerator[dict[str, Any], None], receive: Receive, send: Send, request_id: str
) -> None:
    """A `next` event per result and a final `complete`; a client that goes away ends the operation.

    `results` are GraphQL responses and do not raise: once the stream has begun there is no other way to tell.
    """
    headers = [
        (b"content-type", f"{EVENT_STREAM}; charset=utf-8".encode()),
        (b"cache-control", b"no-cache"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-request-id", request_id.encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await unless_gone(_send_all(results, send), receive)


async def _send_all(results: AsyncGenerator[dict[str, Any], None], send: Send) -> None:
    beating = asyncio.create_task(_keep_alive(send))
    try:
        async with aclosing(results):
            async for result in results:
                await _send(send, b"event: next\ndata: " + msgspec.json.encode(result) + b"\n\n")
    finally:
        beating.cancel()
        await asyncio.wait({beating})
    await send({"type": "http.response.body", "body": COMPLETE})


async def _keep_alive(send: Send) -> None:
    while True:
        await asyncio.sleep(KEEP_ALIVE_SECONDS)
        await _send(send, KEEP_ALIVE)


async def _send(send: Send, chunk: bytes) -> None:
    """A chunk is one message, so events and keep-alives cannot run into each other."""
    await send({"type": "http.response.body", "body": chunk, "more_body": True})
