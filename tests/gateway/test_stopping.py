"""How the server stops: told to leave while it still answers, finished in time, at once when told twice."""

from __future__ import annotations

import asyncio
import io
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
import uvicorn

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.serving.server import GatewayServer, server_options, stop_times
from gateway.settings import Settings
from gateway.telemetry.logs import make_logger
from tests.kit.federation import Federation
from tests.kit.feeds import Feed
from tests.kit.served import access_token, shop_settings
from tests.kit.servers import free_port
from tests.kit.shop_federation import catalogue

QUERY = {"query": "{ products(first: 1) { sku } }"}
ANSWER = {"data": {"products": [{"sku": "p1"}]}}
REVIEWED = {"query": 'subscription { reviewed(sku: "p1") { body } }'}
LONG = 60.0
"""Seconds that nobody waits for here."""


@dataclass
class Serving:
    server: GatewayServer
    running: asyncio.Task[None]
    shop: Federation
    url: str
    http: aiohttp.ClientSession
    ended: list[int] = field(default_factory=list)
    """The exit statuses with which the process would have ended at once."""
    log: io.BytesIO = field(default_factory=io.BytesIO)

    async def ask(self) -> aiohttp.ClientResponse:
        response = await self.http.post(f"{self.url}/graphql", json=QUERY)
        await response.read()
        return response

    def hold(self) -> tuple[asyncio.Event, asyncio.Event]:
        """Holds requests to the subgraph; tells when one came, and lets them go."""
        asked, release = asyncio.Event(), asyncio.Event()

        async def wait(_document: str) -> None:
            asked.set()
            await release.wait()

        self.shop.subgraphs["products"].before = wait
        return asked, release


@asynccontextmanager
async def _serving(folder: Path, **changes: Any) -> AsyncIterator[Serving]:
    settings = replace(shop_settings(folder), policies=None, documents=None, **changes)
    shop, log = catalogue(), io.BytesIO()
    gateway = create_gateway(settings, transports=shop.subgraphs, log=make_logger(log))
    port, listening, ended = free_port(), asyncio.Event(), list[int]()
    config = uvicorn.Config(gateway, host="127.0.0.1", port=port, **server_options(settings))
    server = GatewayServer(
        config,
        gateway,
        stop_times(settings),
        make_logger(log),
        patience=settings.client_timeout,
        when_listening=listening.set,
        end_now=ended.append,
    )
    running = asyncio.create_task(server.serve())
    async with aiohttp.ClientSession(read_bufsize=2**20) as http, asyncio.timeout(30):
        await listening.wait()
        try:
            yield Serving(server, running, shop, f"http://127.0.0.1:{port}", http, ended, log)
        finally:
            server.should_exit = True
            await running


async def test_it_is_not_ready_and_tells_to_leave_while_it_still_answers(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=LONG, stop_seconds=2 * LONG) as serving:
        assert "connection" not in (await serving.ask()).headers
        serving.server.handle_exit(signal.SIGTERM, None)
        async with serving.http.get(f"{serving.url}/health/ready") as ready:
            assert (ready.status, await ready.json()) == (503, {"status": "stopping"})
        async with serving.http.get(f"{serving.url}/health/live") as live:
            assert live.status == 200
        response = await serving.ask()
        assert (await response.json(), response.headers["connection"]) == (ANSWER, "close")


async def test_a_socket_is_sent_elsewhere_while_it_stops(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=LONG, stop_seconds=2 * LONG) as serving:
        serving.server.handle_exit(signal.SIGTERM, None)
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await serving.http.ws_connect(f"{serving.url}/graphql", protocols=["graphql-transport-ws"])
        assert refusal.value.status == 503


async def test_a_request_that_runs_is_finished_after_no_connection_is_taken(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=0.01, stop_seconds=LONG) as serving:
        asked, release = serving.hold()
        running = asyncio.create_task(serving.ask())
        await asked.wait()
        serving.server.handle_exit(signal.SIGTERM, None)
        with pytest.raises(aiohttp.ClientConnectorError):
            while True:
                async with serving.http.get(f"{serving.url}/health/live"):
                    continue
        release.set()
        assert await (await running).json() == ANSWER
        await serving.running
        assert serving.ended == []


async def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=LONG, stop_seconds=2 * LONG) as serving:
        serving.server.handle_exit(signal.SIGTERM, None)
        assert serving.ended == []
        serving.server.handle_exit(signal.SIGINT, None)
        assert serving.ended == [130]


async def test_what_never_ends_is_cut_off_before_the_time_is_up(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=0.01, stop_seconds=0.5) as serving:
        asked, _ = serving.hold()
        running = asyncio.create_task(serving.ask())
        await asked.wait()
        serving.server.handle_exit(signal.SIGTERM, None)
        await serving.running
        assert (await running).status == 500


async def test_a_mutation_that_never_ends_does_not_outlive_the_time_to_stop(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=0.01, stop_seconds=0.3) as serving:
        asked, release = serving.hold()
        mutation = {"query": 'mutation { setPrice(sku: "p1", cents: 7) { name } }'}
        running = asyncio.create_task(serving.http.post(f"{serving.url}/graphql", json=mutation))
        await asked.wait()
        serving.server.handle_exit(signal.SIGTERM, None)
        while not serving.ended:
            await asyncio.to_thread(serving.server._last_resort.join)  # type: ignore[union-attr]
        assert serving.ended == [1]
        assert any(
            "did not stop in time" in orjson.loads(line)["event"] for line in serving.log.getvalue().splitlines()
        )
        release.set()
        await serving.running
        (await running).close()


async def test_a_stream_is_told_why_it_ends_and_lacks_its_end_so_that_clients_come_back(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=0.01, stop_seconds=LONG) as serving:
        listening = asyncio.Event()

        async def quiet(_body: bytes, _headers: Any) -> AsyncIterator[bytes]:
            listening.set()
            await asyncio.Event().wait()
            yield b""

        serving.shop.subgraphs["reviews"].subscribe = quiet  # type: ignore[method-assign, assignment]
        headers = {"accept": "text/event-stream", "authorization": f"Bearer {access_token()}"}
        subscription = {"query": 'subscription { reviewed(sku: "p2") { body } }'}
        async with serving.http.post(f"{serving.url}/graphql", json=subscription, headers=headers) as response:
            await listening.wait()
            serving.server.handle_exit(signal.SIGTERM, None)
            told = (await response.read()).decode()
        assert "SERVER_STOPPING" in told
        assert "event: complete" not in told


async def test_a_socket_whose_client_takes_nothing_holds_up_no_stop(tmp_path: Path) -> None:
    async with _serving(tmp_path, drain_seconds=0.01, stop_seconds=3.0, subscriber_queue=1000) as serving:
        feed = Feed(serving.shop.subgraphs["reviews"])
        protocols = ["graphql-transport-ws"]
        async with serving.http.ws_connect(f"{serving.url}/graphql", protocols=protocols) as stuck:
            await stuck.send_json({"type": "connection_init"})
            headers = {"accept": "text/event-stream"}
            async with serving.http.post(f"{serving.url}/graphql", json=REVIEWED, headers=headers) as told:
                await feed.started(1)
                assert (await stuck.receive_json())["type"] == "connection_ack"
                await stuck.send_json({"type": "subscribe", "id": "1", "payload": REVIEWED})
                await stuck.send_json({"type": "subscribe", "id": "2", "payload": {"query": "{ __typename }"}})
                assert (await stuck.receive_json())["id"] == "2"
                for _ in range(60):
                    feed.publish(reviewed={"body": "x" * 500_000})
                    while not (await told.content.readline()).startswith(b"data: "):
                        continue
                serving.server.handle_exit(signal.SIGTERM, None)
                assert b"SERVER_STOPPING" in await told.read()
            await serving.running
        assert serving.ended == []


def test_draining_must_fit_into_stopping() -> None:
    with pytest.raises(ConfigurationError, match="drain_seconds is 5 and stop_seconds 5"):
        stop_times(Settings(drain_seconds=5.0, stop_seconds=5.0))
