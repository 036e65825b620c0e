"""A value that is read but could not be sent on is refused before anything has run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from gateway.app import create_gateway
from gateway.gateway import Gateway
from gateway.serving.nesting import DEEPEST, is_too_deep
from gateway.settings import Settings
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.sockets import connected

SDL = "scalar JSON type Query { note(value: JSON): Int } type Mutation { count: Int keep(value: JSON): Int }"
QUERY, MUTATION = "query($v: JSON) { note(value: $v) }", "mutation($v: JSON) { count keep(value: $v) }"


@asynccontextmanager
async def _serving(folder: Path) -> AsyncIterator[tuple[Gateway, Federation]]:
    roots = {"Query.note": lambda value: 1, "Mutation.count": lambda: 1, "Mutation.keep": lambda value: 1}
    notes = Federation(World(roots=roots, entities={}), notes=SDL)
    (folder / "supergraph.graphql").write_text(supergraph_sdl({"notes": SDL}), encoding="utf-8")
    gateway = create_gateway(Settings(supergraph=folder / "supergraph.graphql"), transports=notes.subgraphs)
    async with gateway.running():
        yield gateway, notes


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def _body(query: str, depth: int) -> bytes:
    return f'{{"query": "{query}", "variables": {{"v": {_nested(depth)}}}}}'.encode()


async def _posted(gateway: Gateway, query: str, depth: int) -> httpx2.Response:
    transport = httpx2.ASGITransport(gateway)
    async with httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        headers = {"content-type": "application/json"}
        return await http.post("/graphql", content=_body(query, depth), headers=headers)


@pytest.mark.parametrize("query", [QUERY, MUTATION])
async def test_over_http_it_is_the_request_that_is_refused(tmp_path: Path, query: str) -> None:
    async with _serving(tmp_path) as (gateway, notes):
        refused = await _posted(gateway, query, 1010)
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["message"] == "The request is nested deeper than 500 lists and objects."
        assert not notes.asked()
        assert "errors" not in (await _posted(gateway, query, DEEPEST - 3)).json()


async def test_in_an_address_as_well(tmp_path: Path) -> None:
    async with _serving(tmp_path) as (gateway, _):
        transport = httpx2.ASGITransport(gateway)
        async with httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
            given = {"query": QUERY, "variables": f'{{"v": {_nested(1010)}}}'}
            assert (await http.get("/graphql", params=given)).status_code == 400


async def test_over_a_socket_the_message_is_refused(tmp_path: Path) -> None:
    async with _serving(tmp_path) as (gateway, notes), connected(gateway) as socket:
        await socket.initialise()
        await socket.send_text('{"type":"subscribe","id":"1","payload":' + _body(QUERY, 1010).decode() + "}")
        assert (await socket.closed())[0] == 4400
        assert not notes.asked()


@pytest.mark.parametrize(("depth", "is_deep"), [(DEEPEST - 1, False), (DEEPEST, False), (DEEPEST + 1, True)])
def test_the_deepest_that_is_taken(depth: int, is_deep: bool) -> None:
    value: list[object] = []
    for _ in range(depth - 1):
        value = [value]
    assert is_too_deep(_nested(depth), value) is is_deep


def test_many_beside_each_other_are_not_deep() -> None:
    wide = [[] for _ in range(5000)]
    assert not is_too_deep(str(wide), wide)
