"""A client that does not read is cut off, learns why once it reads again, and holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from tests.kit.feeds import Feed
from tests.kit.real_server import served_at
from tests.kit.served import Served, serving
from tests.kit.shop_federation import catalogue

REVIEWED = {"query": 'subscription { reviewed(sku: "p1") { body } }'}
STREAM = "text/event-stream"
PARTS = 'multipart/mixed;subscriptionSpec="1.0"'
LONG = "x" * 500_000
"""Fills the buffers between server and client after a few dozen events."""
TOO_SLOW = (4413, "Too slow: resubscribe with your last cursor")


@asynccontextmanager
async def _socket(session: aiohttp.ClientSession, url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with session.ws_connect(url, protocols=["graphql-transport-ws"], max_msg_size=0) as socket:
        await socket.send_json({"type": "connection_init"})
        await socket.receive_json()
        await socket.send_json({"type": "subscribe", "id": "1", "payload": REVIEWED})
        await socket.send_json({"type": "subscribe", "id": "2", "payload": {"query": "{ products { sku } }"}})
        assert (await socket.receive_json())["id"] == "2"
        assert (await socket.receive_json())["type"] == "complete"
        yield socket


async def _published(feed: Feed, quick: aiohttp.ClientWebSocketResponse, count: int) -> None:
    """Each event is read by the quick one before the next is sent."""
    for number in range(count):
        feed.publish(reviewed={"body": f"{number} {LONG}"})
        body = (await quick.receive_json())["payload"]["data"]["reviewed"]["body"]
        assert body.startswith(f"{number} ")


async def test_a_slow_socket_is_closed_with_the_way_out_while_a_quick_one_is_told_everything(tmp_path: Path) -> None:
    shop = catalogue()
    feed = Feed(shop.subgraphs["reviews"])
    async with (
        served_at(tmp_path, shop, subscriber_queue=5) as url,
        aiohttp.ClientSession() as session,
        _socket(session, url) as quick,
        _socket(session, url) as slow,
    ):
        async with asyncio.timeout(60):
            await _published(feed, quick, 60)
            told = 0
            while (message := await slow.receive()).type is aiohttp.WSMsgType.TEXT:
                told += 1
        assert (message.data, message.extra) == TOO_SLOW
        assert 0 < told < 60
        assert len(feed.runs) == 1


@pytest.mark.parametrize("accept", [STREAM, PARTS])
async def test_a_slow_stream_ends_with_the_way_out_while_a_quick_socket_is_told_everything(
    tmp_path: Path, accept: str
) -> None:
    shop = catalogue()
    feed = Feed(shop.subgraphs["reviews"])
    async with (
        served_at(tmp_path, shop, subscriber_queue=5) as url,
        aiohttp.ClientSession() as session,
        session.post(url, json=REVIEWED, headers={"accept": accept}) as slow,
        _socket(session, url) as quick,
    ):
        async with asyncio.timeout(60):
            await feed.started(1)
            await _published(feed, quick, 60)
            text = await slow.text()
        assert 0 < text.count(LONG) < 60
        assert "SUBSCRIPTION_TOO_SLOW" in text[text.rindex(LONG) :]
        assert text.endswith("event: complete\ndata: \n\n" if accept == STREAM else "\r\n--graphql--\r\n")


class Stuck:
    """A client's end whose buffers are full: it takes the opening of the answer, and then nothing for ever."""

    def __init__(self, *incoming: dict[str, Any]) -> None:
        self.incoming = list(incoming)
        self.taken: list[Any] = []
        self.is_stuck = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if self.incoming:
            return self.incoming.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, message: Any) -> None:
        if message["type"] in ("websocket.accept", "http.response.start") or b"ack" in message.get("text", "").encode():
            self.taken.append(message)
            return
        self.is_stuck.set()
        await asyncio.Event().wait()


def _headers(accept: str) -> list[tuple[bytes, bytes]]:
    return [(b"content-type", b"application/json"), (b"accept", accept.encode())]


def _frame(**message: Any) -> dict[str, Any]:
    return {"type": "websocket.receive", "text": orjson.dumps(message).decode()}


def _stuck_socket(served: Served) -> tuple[Stuck, Awaitable[None]]:
    frames = [_frame(type="connection_init"), _frame(type="subscribe", id="1", payload=REVIEWED)]
    stuck = Stuck({"type": "websocket.connect"}, *frames)
    scope = {"type": "websocket", "path": "/graphql", "headers": [], "subprotocols": ["graphql-transport-ws"]}
    return stuck, served.gateway(scope, stuck.receive, stuck.send)


def _stuck_stream(served: Served) -> tuple[Stuck, Awaitable[None]]:
    stuck = Stuck({"type": "http.request", "body": orjson.dumps(REVIEWED)})
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": _headers(STREAM)}
    return stuck, served.gateway(scope, stuck.receive, stuck.send)


@pytest.mark.parametrize("open_one", [_stuck_socket, _stuck_stream])
async def test_one_that_never_reads_again_is_given_up_and_nothing_of_it_stays(
    tmp_path: Path, open_one: Callable[[Served], tuple[Stuck, Awaitable[None]]]
) -> None:
    async with serving(tmp_path, subscriber_queue=2, farewell_timeout=0.05) as served:
        feed = Feed(served.shop.subgraphs["reviews"])
        stuck, ending = open_one(served)
        serving_it = asyncio.ensure_future(ending)
        [run] = await feed.started(1)
        feed.publish(reviewed={"body": "one"})
        async with asyncio.timeout(5):
            await stuck.is_stuck.wait()
            for number in range(3):
                feed.publish(reviewed={"body": f"{number}"})
            await run.ended.wait()
            await serving_it
        assert served.gateway.pipeline.subscriptions == (0, 0)
        assert not served.gateway.application.sockets.open
        assert any("read nothing more" in line["event"] for line in served.logged())


async def test_a_stop_does_not_wait_for_one_that_never_reads(tmp_path: Path) -> None:
    async with serving(tmp_path, farewell_timeout=0.05) as served:
        feed = Feed(served.shop.subgraphs["reviews"])
        stuck, ending = _stuck_socket(served)
        serving_it = asyncio.ensure_future(ending)
        await feed.started(1)
        feed.publish(reviewed={"body": "one"})
        async with asyncio.timeout(5):
            await stuck.is_stuck.wait()
            await served.gateway.application.sockets.tell_going_away()
        serving_it.cancel()
        with suppress(asyncio.CancelledError):
            await serving_it
