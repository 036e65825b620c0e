"""Subscriptions to a subgraph over a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import WSMsgType, web

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.execution.transports import HttpTransport
from gateway.execution.transports import websocket as way
from tests.kit.served import shop_settings
from tests.kit.sockets import connected

BODY = orjson.dumps({"query": "subscription { ticks }", "operationName": None, "variables": {}})
HEADERS = {"x-werktor-viewer": "signed", "x-request-id": "request-0001"}
URLS = {name: f"http://{name}.invalid/graphql" for name in ("products", "prices", "reviews", "users")}
Script = Callable[["Server", web.WebSocketResponse], Awaitable[None]]


@dataclass
class Server:
    """A subgraph that does what a script says; `heard` are the messages it was sent."""

    script: Script
    heard: list[dict[str, Any]] = field(default_factory=list)
    handshake: dict[str, str] = field(default_factory=dict)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    protocols: tuple[str, ...] = ("graphql-transport-ws",)
    url: str = ""

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        self.handshake = {name.lower(): value for name, value in request.headers.items()}
        socket = web.WebSocketResponse(protocols=self.protocols)
        await socket.prepare(request)
        try:
            await self.script(self, socket)
        finally:
            self.left.set()
        return socket

    async def hear(self, socket: web.WebSocketResponse) -> dict[str, Any]:
        message: dict[str, Any] = await socket.receive_json()
        self.heard.append(message)
        return message

    async def begin(self, socket: web.WebSocketResponse) -> None:
        """The initialisation and the subscription, as every script begins."""
        assert (await self.hear(socket))["type"] == "connection_init"
        await socket.send_json({"type": "connection_ack"})
        assert (await self.hear(socket))["type"] == "subscribe"


@asynccontextmanager
async def subgraph(script: Script, **options: Any) -> AsyncIterator[tuple[Server, HttpTransport]]:
    server = Server(script, **options)
    app = web.Application()
    app.router.add_get("/graphql", server.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/graphql"
    transport = HttpTransport(server.url, subscribed_over="websocket")
    try:
        yield server, transport
    finally:
        await transport.close()
        await runner.cleanup()


async def _all(transport: HttpTransport) -> list[Any]:
    async with asyncio.timeout(5):
        return [orjson.loads(one) async for one in transport.subscribe(BODY, HEADERS)]


async def test_events_come_as_they_are_sent_and_end_with_complete() -> None:
    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await socket.send_json({"type": "ping"})
        assert await server.hear(socket) == {"type": "pong"}
        for number in (1, 2):
            await socket.send_json({"type": "next", "id": "1", "payload": {"data": {"ticks": number}}})
        await socket.send_json({"type": "pong"})
        await socket.send_json({"type": "complete", "id": "1"})
        await socket.receive()

    async with subgraph(script) as (server, transport):
        assert await _all(transport) == [{"data": {"ticks": 1}}, {"data": {"ticks": 2}}]
        assert server.heard[1] == {"type": "subscribe", "id": "1", "payload": orjson.loads(BODY)}
        assert [one["type"] for one in server.heard] == ["connection_init", "subscribe", "pong"]


async def test_the_viewer_is_told_with_the_handshake_and_with_the_initialisation() -> None:
    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await socket.send_json({"type": "complete", "id": "1"})
        await socket.receive()

    async with subgraph(script) as (server, transport):
        assert await _all(transport) == []
        assert server.handshake["x-werktor-viewer"] == "signed"
        assert server.heard[0]["payload"] == {"headers": HEADERS}


async def test_a_refused_operation_is_one_answer_with_its_errors() -> None:
    errors = [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]

    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await socket.send_json({"type": "error", "id": "1", "payload": errors})
        await socket.receive()

    async with subgraph(script) as (_, transport):
        assert await _all(transport) == [{"errors": errors}]


async def test_leaving_completes_the_operation_and_closes_the_socket() -> None:
    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await socket.send_json({"type": "next", "id": "1", "payload": {"data": {"ticks": 1}}})
        await server.hear(socket)
        assert (await socket.receive()).type is WSMsgType.CLOSE

    async with subgraph(script) as (server, transport):
        async with aclosing(transport.subscribe(BODY, HEADERS)) as events:
            assert orjson.loads(await anext(events)) == {"data": {"ticks": 1}}
        assert server.heard[-1] == {"type": "complete", "id": "1"}
        async with asyncio.timeout(5):
            await server.left.wait()


async def _dies(server: Server, socket: web.WebSocketResponse) -> None:
    await server.begin(socket)
    transport = socket._req.transport  # type: ignore[union-attr]
    assert transport is not None
    transport.abort()


async def _closes(server: Server, socket: web.WebSocketResponse) -> None:
    await server.begin(socket)
    await socket.close(code=4403)


async def _refuses(server: Server, socket: web.WebSocketResponse) -> None:
    await server.hear(socket)
    await socket.close(code=4403)


async def _babbles(server: Server, socket: web.WebSocketResponse) -> None:
    await server.hear(socket)
    await socket.send_str("no json")
    await socket.receive()


async def _skips_the_acknowledgement(server: Server, socket: web.WebSocketResponse) -> None:
    await server.hear(socket)
    await socket.send_json({"type": "next", "id": "1", "payload": {}})
    await socket.receive()


async def _sends_bytes(server: Server, socket: web.WebSocketResponse) -> None:
    await server.begin(socket)
    await socket.send_bytes(b"{}")
    await socket.receive()


@pytest.mark.parametrize("script", [_dies, _closes, _refuses, _babbles, _skips_the_acknowledgement, _sends_bytes])
async def test_a_subgraph_that_breaks_off_is_an_error_and_never_a_wait(script: Script) -> None:
    async with subgraph(script) as (_, transport):
        with pytest.raises(ConnectionError):
            await _all(transport)


async def test_a_subgraph_that_never_acknowledges_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way, "ACKNOWLEDGED_WITHIN", 0.01)

    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.hear(socket)
        await socket.receive()

    async with subgraph(script) as (_, transport):
        with pytest.raises(TimeoutError):
            await _all(transport)


async def test_a_subgraph_that_went_silent_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its machine is gone: it answers no ping of the connection, and says no goodbye."""
    monkeypatch.setattr(way, "SIGN_OF_LIFE_EVERY", 0.02)
    over = asyncio.Event()

    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await over.wait()

    async with subgraph(script) as (_, transport):
        with pytest.raises(ConnectionError):
            await _all(transport)
        over.set()


async def test_a_server_of_another_protocol_or_of_none_is_refused() -> None:
    async def script(_server: Server, socket: web.WebSocketResponse) -> None:
        await socket.receive()

    async with subgraph(script, protocols=("graphql-ws",)) as (server, transport):
        with pytest.raises(ConnectionError, match="does not speak graphql-transport-ws"):
            await _all(transport)
        elsewhere = HttpTransport(server.url + "/elsewhere", subscribed_over="websocket")
        with pytest.raises(ConnectionError):
            await _all(elsewhere)
        await elsewhere.close()


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ({"nobody": "sse"}, "nobody, which is not in the supergraph"),
        ({"reviews": "carrier pigeon"}, "cannot be 'carrier pigeon'; write sse or websocket"),
    ],
)
def test_a_way_that_is_none_is_refused_before_anything_is_served(
    tmp_path: Path, ways: dict[str, str], said: str
) -> None:
    settings = shop_settings(tmp_path, subscription_ways=ways, subgraph_urls=URLS)
    with pytest.raises(ConfigurationError, match=said):
        create_gateway(settings)


async def test_the_gateway_subscribes_as_its_settings_say(tmp_path: Path) -> None:
    async def script(server: Server, socket: web.WebSocketResponse) -> None:
        await server.begin(socket)
        await socket.send_json(
            {"type": "next", "id": "1", "payload": {"data": {"reviewed": {"body": "over a socket"}}}}
        )
        await server.hear(socket)

    async with subgraph(script) as (server, _):
        settings = shop_settings(
            tmp_path,
            policies=None,
            documents=None,
            subgraph_urls={**URLS, "reviews": server.url},
            subscription_ways={"reviews": "websocket"},
            forwarded_headers=("X-Tenant",),
        )
        gateway = create_gateway(settings)
        async with gateway.running(), connected(gateway, headers={"x-tenant": "a"}) as socket:
            await socket.initialise()
            await socket.subscribe('subscription { reviewed(sku: "p1") { body } }')
            assert (await socket.told())["payload"] == {"data": {"reviewed": {"body": "over a socket"}}}
            assert server.handshake["x-tenant"] == "a"
            await socket.send(type="complete", id="1")
            async with asyncio.timeout(5):
                await server.left.wait()
        assert server.heard[-1] == {"type": "complete", "id": "1"}


async def test_a_subgraph_that_dies_ends_the_subscription_with_a_coded_error(tmp_path: Path) -> None:
    async with subgraph(_dies) as (server, _):
        urls, ways = {**URLS, "reviews": server.url}, {"reviews": "websocket"}
        gateway = create_gateway(
            shop_settings(tmp_path, policies=None, documents=None, subgraph_urls=urls, subscription_ways=ways)
        )
        async with gateway.running(), connected(gateway) as socket:
            await socket.initialise()
            await socket.subscribe('subscription { reviewed(sku: "p1") { body } }')
            errors = (await socket.told())["payload"]["errors"]
            assert errors[0]["extensions"]["code"] == "SUBREQUEST_HTTP_ERROR"
            assert await socket.told() == {"type": "complete", "id": "1"}
