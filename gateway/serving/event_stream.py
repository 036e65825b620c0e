"""Server-sent events in distinct connections mode (graphql-sse protocol): one operation per connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import aclosing
from typing import Any

import orjson

from gateway.pipeline import Journey, Pipeline
from gateway.serving.answers import members_of
from gateway.serving.media_types import EVENT_STREAM

COMPLETE = b"event: complete\ndata: \n\n"
KEEP_ALIVE = b":\n\n"
KEEP_ALIVE_SECONDS = 12.0

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def stream_events(pipeline: Pipeline, journey: Journey, receive: Receive, send: Send, request_id: str) -> None:
    """`next` events and a final `complete`; a client that goes away ends the subscription."""
    headers = [
        (b"content-type", f"{EVENT_STREAM}; charset=utf-8".encode()),
        (b"cache-control", b"no-cache"),
        (b"x-request-id", request_id.encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    sending = asyncio.create_task(_send_all(pipeline, journey, send))
    gone = asyncio.create_task(_disconnected(receive))
    try:
        await asyncio.wait({sending, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        sending.cancel()
        await asyncio.wait({gone, sending})
    if not sending.cancelled():
        sending.result()


async def _send_all(pipeline: Pipeline, journey: Journey, send: Send) -> None:
    lock = asyncio.Lock()
    beating = asyncio.create_task(_keep_alive(send, lock))
    try:
        if journey.kind == "subscription":
            async with aclosing(pipeline.events(journey)) as answers:
                async for answer in answers:
                    await _send(send, lock, _next(members_of(answer)))
        else:
            await _send(send, lock, _next(members_of(await pipeline.run(journey))))
        async with lock:
            await send({"type": "http.response.body", "body": COMPLETE})
    finally:
        beating.cancel()


async def _keep_alive(send: Send, lock: asyncio.Lock) -> None:
    while True:
        await asyncio.sleep(KEEP_ALIVE_SECONDS)
        await _send(send, lock, KEEP_ALIVE)


async def _send(send: Send, lock: asyncio.Lock, chunk: bytes) -> None:
    async with lock:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})


def _next(members: dict[str, Any]) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(members) + b"\n\n"


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
