"""Where a supergraph comes from besides a file: an address, or the subgraphs themselves."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.gateway import Gateway
from gateway.settings import Settings
from gateway.telemetry.logs import make_logger
from tests.kit.changing import NEW, OLD, WORLD
from tests.kit.composition import LINK, composed
from tests.kit.fixture_subgraphs import FixtureSubgraph


@asynccontextmanager
async def _at(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class _Registry:
    """Serves a supergraph with an entity tag; `status` replaces what it would answer."""

    def __init__(self, sdl: str) -> None:
        self.sdl, self.tag, self.status = sdl, '"1"', 200
        self.told: list[int] = []

    async def answer(self, request: web.Request) -> web.Response:
        status = 304 if request.headers.get("if-none-match") == self.tag else self.status
        self.told.append(status)
        return web.Response(status=status, text=self.sdl if status == 200 else "", headers={"etag": self.tag})


async def _created(settings: Settings, **options: Any) -> Gateway:
    """Put together in a thread, as the place asked for is served by this loop."""
    return await asyncio.to_thread(create_gateway, settings, log=make_logger(io.BytesIO()), **options)


async def test_a_supergraph_at_an_address_is_fetched_again_only_when_it_has_changed() -> None:
    registry = _Registry(composed(things=OLD).sdl or "")
    subgraph = FixtureSubgraph("things", NEW, WORLD)
    async with _at(registry.answer) as url:
        gateway = await _created(Settings(supergraph_url=f"{url}/supergraph"), transports={"things": subgraph})
        watch = gateway.watches["supergraph"]
        first = gateway.snapshots.current
        await watch.look_again()
        assert (registry.told, gateway.snapshots.current is first) == ([200, 304], True)
        registry.sdl, registry.tag = composed(things=NEW).sdl or "", '"2"'
        await watch.look_again()
        assert "Thing.size" in gateway.snapshots.current.graph.everything.coordinates
        second = gateway.snapshots.current
        registry.tag, registry.status = '"3"', 503
        await watch.look_again()
        assert "status 503" in gateway.snapshots.problems["supergraph"]
        registry.status = 200
        await watch.look_again()
        assert (gateway.snapshots.problems, gateway.snapshots.current is second) == ({}, True)


async def test_an_address_that_cannot_be_reached_refuses_to_start_and_keeps_its_password() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        await _created(Settings(supergraph_url="http://user:secret@127.0.0.1:9/supergraph"))
    assert "http://127.0.0.1:9/supergraph" in str(refusal.value)
    assert "secret" not in str(refusal.value)


class _Subgraph:
    def __init__(self, sdl: str) -> None:
        self.sdl: str | None = sdl

    async def answer(self, request: web.Request) -> web.Response:
        assert (await request.json())["query"] == "{ _service { sdl } }"
        return web.json_response({"data": {"_service": {"sdl": self.sdl}}})


async def test_subgraphs_are_asked_and_composed_and_a_failing_composition_keeps_the_old(tmp_path: Path) -> None:
    things, sizes = _Subgraph(LINK + OLD), _Subgraph(LINK + 'type Thing @key(fields: "id") { id: ID! weight: Int }')
    async with _at(things.answer) as one, _at(sizes.answer) as two:
        gateway = await _created(Settings(compose_subgraphs={"things": one, "sizes": two}))
        watch = gateway.watches["supergraph"]
        seen = gateway.snapshots.current.graph
        assert {"Thing.name", "Thing.weight"} <= seen.everything.coordinates
        assert gateway.transports.keys() == {"things", "sizes"}
        sizes.sdl = LINK + 'type Thing @key(fields: "id") { id: ID! name: String }'
        await watch.look_again()
        assert gateway.snapshots.current.graph is seen
        assert "INVALID_FIELD_SHARING" in gateway.snapshots.problems["supergraph"]
        assert "sizes" in gateway.snapshots.problems["supergraph"]
        sizes.sdl = None
        await watch.look_again()
        assert f"subgraph sizes at {two} does not tell its schema" in gateway.snapshots.problems["supergraph"]
        sizes.sdl = LINK + 'type Thing @key(fields: "id") { id: ID! weight: Int height: Int }'
        await watch.look_again()
        assert "Thing.height" in gateway.snapshots.current.graph.everything.coordinates
        assert gateway.snapshots.problems == {}
        await gateway.ways.close()


def test_two_sources_at_once_refuse_to_start() -> None:
    with pytest.raises(ConfigurationError, match="both set"):
        create_gateway(Settings(supergraph_url="http://a", compose_subgraphs={"a": "http://a"}))
