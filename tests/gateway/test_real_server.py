"""Behind a real server: bytes over sockets, and a stop that leaves nobody hanging."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiohttp
import orjson

from tests.kit.held import Held
from tests.kit.real_server import served_at
from tests.kit.served import access_token
from tests.kit.shop_federation import catalogue

PRICED = {"query": 'subscription { reviewed(sku: "p2") { body product { price } } }'}
QUERY = {"query": "{ products(first: 1) { sku } }"}


async def test_queries_streams_and_sockets_are_answered(tmp_path: Path) -> None:
    shop = catalogue()
    reviewed = {"query": 'subscription { reviewed(sku: "p2") { body } }'}
    event = {"data": {"reviewed": {"body": "lost"}}}
    async with served_at(tmp_path, shop) as url, aiohttp.ClientSession() as session:
        async with session.get(url, params=QUERY) as response:
            assert await response.json() == {"data": {"products": [{"sku": "p1"}]}}
        async with session.post(url, json=reviewed, headers={"accept": "text/event-stream"}) as response:
            assert (await response.text()).startswith(f"event: next\ndata: {orjson.dumps(event).decode()}\n\n")
        async with session.ws_connect(url, protocols=["graphql-transport-ws"]) as socket:
            await socket.send_json({"type": "connection_init"})
            assert await socket.receive_json() == {"type": "connection_ack"}
            await socket.send_json({"type": "subscribe", "id": "1", "payload": reviewed})
            assert await socket.receive_json() == {"type": "next", "id": "1", "payload": event}
            assert await socket.receive_json() == {"type": "complete", "id": "1"}


async def test_a_client_that_closes_its_connection_ends_its_query(tmp_path: Path) -> None:
    shop = catalogue()
    products = Held(shop.subgraphs["products"])
    async with served_at(tmp_path, shop) as url:
        async with aiohttp.ClientSession() as session:
            waiting = asyncio.create_task(_status(session.post(url, json=QUERY)))
            await products.asked.wait()
            waiting.cancel()
            await asyncio.wait({waiting})
        async with asyncio.timeout(5):
            await products.ended.wait()


async def test_an_open_socket_is_told_when_the_server_stops(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with served_at(tmp_path, catalogue()) as url:
            socket = await session.ws_connect(url, protocols=["graphql-transport-ws"])
            await socket.send_json({"type": "connection_init"})
            await socket.receive()
        message = await socket.receive()
        assert (message.type, message.data in (1001, 1012)) == (aiohttp.WSMsgType.CLOSE, True)


async def test_an_open_stream_does_not_keep_the_server_from_stopping(tmp_path: Path) -> None:
    shop = catalogue()
    prices = Held(shop.subgraphs["prices"])
    async with aiohttp.ClientSession() as session:
        async with served_at(tmp_path, shop) as url:
            headers = {"accept": "text/event-stream", "authorization": f"Bearer {access_token()}"}
            response = await session.post(url, json=PRICED, headers=headers)
            await prices.asked.wait()
        assert prices.ended.is_set()
        response.close()


async def _status(request: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> int:
    async with request as response:
        return response.status
