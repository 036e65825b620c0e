"""A subgraph asks another as itself and for its viewer, within a deadline, and knows when the answer does not hold."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest
import strawberry
from strawberry import Info, federation

from gateway.execution.transports import AsgiTransport, HttpTransport
from gateway.model.transport import SubgraphAnswer
from subgraphs.common.app import Context, Services, Subgraph
from subgraphs.common.errors import BadInput
from subgraphs.common.peers import PeerFailed, Peers, PeerTransport, SignedPeers, read_needs
from subgraphs.common.schema import build_schema
from subgraphs.common.viewer import Viewer
from tests.kit.servers import free_port
from tests.kit.signing import SERVICE_KEYS
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.tables import empty_migrations

DOCUMENTS = {
    "who": "query who { who }",
    "price": "query price($net: Decimal!, $day: Date!) { price(net: $net, day: $day) }",
    "hidden": "query hidden { hidden }",
    "slow": "query slow { slow }",
    "fault": "query fault { who fault }",
    "reserve": "mutation reserve($pieces: Int!) { reserve(pieces: $pieces) }",
}
DEALER = Viewer(
    "user:dealer",
    company="eisen-vogt",
    claims=frozenset({"kind:dealer"}),
    functions=frozenset({"buyer"}),
    roles=frozenset({"dealer"}),
    groups=frozenset({"exact_stock", "own_prices"}),
    country="AT",
    revision="r1",
)


@dataclass
class Scene:
    """What a test sees of the peer, and how it holds it up."""

    viewers: list[Viewer] = field(default_factory=list)
    reserved: list[int] = field(default_factory=list)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    given_up: asyncio.Event = field(default_factory=asyncio.Event)


Asked = Info[Context[Scene], None]


@strawberry.type
class Query:
    @federation.field(inaccessible=True)
    def who(self, info: Asked) -> str:
        info.context.loaders.viewers.append(info.context.viewer)
        return info.context.viewer.subject

    @federation.field(inaccessible=True)
    def price(self, net: Decimal, day: date) -> str:
        return f"{net} on {day}"

    @strawberry.field
    def hidden(self) -> str:
        return "not for services"

    @federation.field(inaccessible=True)
    def fault(self) -> str | None:
        raise BadInput("Argument 'lines' is empty.")

    @federation.field(inaccessible=True)
    async def slow(self, info: Asked) -> str:
        scene = info.context.loaders
        scene.entered.set()
        try:
            await scene.go_on.wait()
        finally:
            scene.given_up.set()
        return "late"


@strawberry.type
class Mutation:
    @federation.mutation(inaccessible=True)
    async def reserve(self, info: Asked, pieces: int) -> int:
        scene = info.context.loaders
        scene.entered.set()
        await scene.go_on.wait()
        scene.reserved.append(pieces)
        return pieces


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
async def stock(scene: Scene, tmp_path: Path) -> AsyncIterator[SubgraphClient]:
    def loaders(viewer: Viewer, services: Services) -> Scene:
        return scene

    callers = {"orders": frozenset({"who", "price", "slow", "fault", "reserve"})}
    subgraph = Subgraph("stock", build_schema(Query, Mutation), empty_migrations(tmp_path), loaders, callers=callers)
    async with running(subgraph, f"sqlite+aiosqlite:///{tmp_path}/stock.sqlite3") as client:
        yield client


@pytest.fixture
def needs(tmp_path: Path) -> Path:
    folder = tmp_path / "needs"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.graphql").write_text(text)
    return folder


def orders(transport: PeerTransport, needs: Path, **options: Any) -> SignedPeers:
    """The peers of orders, one of which is stock."""
    return SignedPeers("orders", SERVICE_KEYS["orders"], read_needs(needs), {"stock": transport}, **options)


@pytest.fixture
async def peers(stock: SubgraphClient, needs: Path) -> AsyncIterator[SignedPeers]:
    peers = orders(AsgiTransport(stock.app), needs)
    yield peers
    await peers.close()


class Answering:
    """A peer that always answers the same."""

    def __init__(self, status: int, body: bytes) -> None:
        self.answer = SubgraphAnswer(status, body)

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        return self.answer

    async def close(self) -> None:
        """Nothing is open."""


async def test_the_peer_knows_the_viewer_whole_and_who_asks_for_him(peers: SignedPeers, scene: Scene) -> None:
    assert await peers.ask("stock", "who", {}, DEALER) == {"who": "user:dealer"}
    (viewer,) = scene.viewers
    assert viewer.service == "orders"
    assert {**_members(viewer), "service": None} == _members(DEALER)


async def test_the_viewer_of_a_peers_request_is_passed_on_as_himself(peers: SignedPeers, scene: Scene) -> None:
    await peers.ask("stock", "who", {}, DEALER)
    await peers.ask("stock", "who", {}, scene.viewers[0])
    assert scene.viewers[1] == scene.viewers[0]


def _members(viewer: Viewer) -> dict[str, Any]:
    return {name: getattr(viewer, name) for name in Viewer.__dataclass_fields__}


async def test_amounts_and_days_travel_exactly(peers: SignedPeers) -> None:
    asked = {"net": Decimal("51.3045"), "day": date(2026, 11, 24)}
    assert await peers.ask("stock", "price", asked, DEALER) == {"price": "51.3045 on 2026-11-24"}


async def test_a_field_that_is_not_listed_is_refused(peers: SignedPeers) -> None:
    with pytest.raises(PeerFailed, match=r"hidden at stock: The service 'orders' may not call hidden") as failure:
        await peers.ask("stock", "hidden", {}, DEALER)
    assert (failure.value.peer, failure.value.operation) == ("stock", "hidden")


async def test_an_answer_with_errors_does_not_hold_even_with_data(peers: SignedPeers) -> None:
    with pytest.raises(PeerFailed, match="Argument 'lines' is empty"):
        await peers.ask("stock", "fault", {}, DEALER)


async def test_a_header_that_has_expired_is_refused(stock: SubgraphClient, needs: Path) -> None:
    late = orders(AsgiTransport(stock.app), needs, now=lambda: time.time() - 121)
    with pytest.raises(PeerFailed, match="expired"):
        await late.ask("stock", "who", {}, DEALER)


async def test_a_service_that_signs_with_the_key_of_another_is_refused(stock: SubgraphClient, needs: Path) -> None:
    imposter = SignedPeers("orders", SERVICE_KEYS["prices"], read_needs(needs), {"stock": AsgiTransport(stock.app)})
    with pytest.raises(PeerFailed, match="does not verify"):
        await imposter.ask("stock", "who", {}, DEALER)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (502, b"<html>", "status 502 without JSON"),
        (200, b"[]", "status 200 without data"),
        (200, b'{"data": null}', "status 200 without data"),
        (500, b'{"data": {"who": "x"}}', "status 500 without data"),
        (401, orjson.dumps({"errors": [{"message": "not known here"}]}), "not known here"),
    ],
)
async def test_anything_but_an_answer_is_a_failure(needs: Path, status: int, body: bytes, reason: str) -> None:
    with pytest.raises(PeerFailed) as failure:
        await orders(Answering(status, body), needs).ask("stock", "who", {}, DEALER)
    assert failure.value.reason == reason


async def test_a_peer_that_is_not_there_is_a_failure(needs: Path) -> None:
    peers = orders(HttpTransport(f"http://127.0.0.1:{free_port()}/graphql"), needs)
    with pytest.raises(PeerFailed, match="stock: not reachable"):
        await peers.ask("stock", "who", {}, DEALER)
    await peers.close()


async def test_a_query_is_given_up_at_its_deadline(stock: SubgraphClient, scene: Scene, needs: Path) -> None:
    peers = orders(AsgiTransport(stock.app), needs, deadline=0.05)
    with pytest.raises(PeerFailed, match=r"no answer within 0\.05 s"):
        await peers.ask("stock", "slow", {}, DEALER)
    async with asyncio.timeout(20):
        await scene.given_up.wait()


async def test_a_query_is_given_up_with_whoever_waits_for_it(peers: SignedPeers, scene: Scene) -> None:
    asking = asyncio.create_task(peers.ask("stock", "slow", {}, DEALER))
    async with asyncio.timeout(20):
        await scene.entered.wait()
        asking.cancel()
        await scene.given_up.wait()
        await asyncio.wait({asking})


async def test_a_mutation_runs_to_its_end_when_whoever_waits_is_gone(peers: SignedPeers, scene: Scene) -> None:
    asking = asyncio.create_task(peers.ask("stock", "reserve", {"pieces": 3}, DEALER))
    async with asyncio.timeout(20):
        await scene.entered.wait()
        asking.cancel()
        await asyncio.wait({asking})
        assert asking.cancelled()
        assert scene.reserved == []
        scene.go_on.set()
        await peers.close()
    assert scene.reserved == [3]


async def test_a_mutation_that_is_too_late_fails_for_who_asked_and_still_runs_to_its_end(
    stock: SubgraphClient, scene: Scene, needs: Path
) -> None:
    peers = orders(AsgiTransport(stock.app), needs, deadline=0.05)
    with pytest.raises(PeerFailed, match="no answer within"):
        await peers.ask("stock", "reserve", {"pieces": 3}, DEALER)
    async with asyncio.timeout(20):
        closing = asyncio.create_task(peers.close())
        scene.go_on.set()
        await closing
    assert scene.reserved == [3]


async def test_a_subgraph_without_peers_says_so() -> None:
    with pytest.raises(PeerFailed, match="who at stock: this subgraph has no way to it"):
        await Peers().ask("stock", "who", {}, DEALER)


@pytest.mark.parametrize("text", ["{ who }", "query other { who }", "query who { who } query more { who }"])
def test_a_document_is_one_operation_named_as_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "who.graphql").write_text(text)
    with pytest.raises(ValueError, match=r"who\.graphql: must hold one operation, named who"):
        read_needs(tmp_path)
