"""Changes of the supergraph go live whole or not at all, while requests finish on what they captured."""

from __future__ import annotations

import asyncio
import gc
import io
import threading
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest
from aiohttp import web
from graphql import build_schema, introspection_types, print_schema, specified_scalar_types

from gateway.app import Gateway, create_gateway
from gateway.errors import ConfigurationError
from gateway.execution.fast.forms import FastForms
from gateway.operations.documents import text_key
from gateway.reloading.collecting import MOST_OWED, QUIET_LOOKS, Walks
from gateway.reloading.retired import TAKING_APART, take_apart_after
from gateway.reloading.ways import WayKeeper
from gateway.settings import Settings
from gateway.supergraph import read_supergraph
from gateway.supergraph.taking_apart import take_apart
from gateway.telemetry.logs import make_logger
from tests.kit.composition import LINK, composed
from tests.kit.fixture_subgraphs import FixtureSubgraph, World
from tests.kit.policy_folder import write_policies
from tests.kit.sockets import connected

THING = 'type Query { thing: Thing } type Subscription { moved: Thing } type Thing @key(fields: "id") { id: ID! %s }'
WORLD = World(
    roots={
        "Query.thing": lambda: {"__typename": "Thing", "id": "t1", "name": "one", "size": 2},
        "Subscription.moved": list,
    }
)
DOCUMENTS = {"named": "query Named { thing { name } }"}
OLD, NEW = THING % "name: String", THING % "name: String size: Int"
NAMED = {"query": "{ thing { name } }"}
SIZED = {"query": "{ thing { size } }"}


@dataclass
class Changing:
    """A gateway whose supergraph is a file of the test."""

    gateway: Gateway
    file: Path
    subgraph: FixtureSubgraph
    http: httpx2.AsyncClient
    log: io.BytesIO = field(repr=False)

    def write(self, sdl: str, **others: str) -> None:
        result = composed(things=sdl, **others)
        assert result.sdl is not None, result.errors
        self.file.write_text(result.sdl, encoding="utf-8")

    async def noticed(self) -> None:
        """As many looks as a change needs."""
        for _ in range(2):
            await self.gateway.watches[0].look_again()

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.http.post("/graphql", json=body)).json()
        return answer

    async def ready(self) -> dict[str, Any]:
        report: dict[str, Any] = (await self.http.get("/health/ready")).json()
        return report

    async def metrics(self) -> str:
        return (await self.http.get("/metrics")).text

    def logged(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.log.getvalue().splitlines()]


@asynccontextmanager
async def _changing(folder: Path, **changes: Any) -> AsyncIterator[Changing]:
    file = folder / "supergraph.graphql"
    result = composed(things=OLD)
    assert result.sdl is not None
    file.write_text(result.sdl, encoding="utf-8")
    (folder / "documents.json").write_bytes(orjson.dumps(DOCUMENTS))
    # The watcher never looks by itself: its looks are those of the test.
    settings = Settings(supergraph=file, documents=folder / "documents.json", supergraph_check_seconds=1e6)
    subgraph = FixtureSubgraph("things", NEW, WORLD)
    log = io.BytesIO()
    gateway = create_gateway(replace(settings, **changes), transports={"things": subgraph}, log=make_logger(log))
    transport = httpx2.ASGITransport(app=gateway)
    async with gateway.running(), httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        yield Changing(gateway, file, subgraph, http, log)


@pytest.fixture
async def changing(tmp_path: Path) -> AsyncIterator[Changing]:
    async with _changing(tmp_path) as one:
        yield one


async def test_a_changed_supergraph_goes_live(changing: Changing) -> None:
    assert "errors" in await changing.ask(SIZED)
    changing.write(NEW)
    await changing.noticed()
    assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}
    assert 'gateway_supergraph_changes_total{outcome="live"} 1.0' in await changing.metrics()


async def test_a_change_is_believed_only_when_two_looks_agree(changing: Changing) -> None:
    changing.write(NEW)
    await changing.gateway.watches[0].look_again()
    assert "errors" in await changing.ask(SIZED)
    await changing.gateway.watches[0].look_again()
    assert "errors" not in await changing.ask(SIZED)


HALF = composed(things=NEW).sdl or ""
BROKEN = {
    "half written": HALF[: len(HALF) // 2].encode(),
    "no text": b"\xff\xfe\xfa",
    "no supergraph": b"type Query { a: Int }",
    "empty": b"",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_broken_supergraph_changes_nothing_and_is_told_with_its_file(
    changing: Changing, content: bytes
) -> None:
    before = changing.gateway.snapshots.current
    changing.file.write_bytes(content)
    await changing.noticed()
    assert changing.gateway.snapshots.current is before
    assert await changing.ask(NAMED) == {"data": {"thing": {"name": "one"}}}
    report = await changing.ready()
    assert (report["status"], "supergraph" in report["problem"]) == ("ready", True)
    assert str(changing.file) not in report["problem"], "anybody may read the report"
    problems = [entry["problem"] for entry in changing.logged() if "problem" in entry]
    assert len(problems) == 1
    assert problems[0].startswith(str(changing.file))
    assert "gateway_supergraph_broken 1.0" in await changing.metrics()


async def test_a_problem_names_the_line_of_the_supergraph(changing: Changing) -> None:
    changing.file.write_text("type Query {\n  a: Int\n  b Int\n}\n", encoding="utf-8")
    await changing.noticed()
    assert any("3:5" in entry.get("problem", "") for entry in changing.logged())


async def test_a_missing_file_is_told_and_the_old_one_put_back_ends_the_report(changing: Changing) -> None:
    text = changing.file.read_text(encoding="utf-8")
    before = changing.gateway.snapshots.current
    changing.file.unlink()
    await changing.noticed()
    assert "problem" in await changing.ready()
    changing.file.write_text(text, encoding="utf-8")
    await changing.noticed()
    assert "problem" not in await changing.ready()
    assert "gateway_supergraph_broken 0.0" in await changing.metrics()
    assert changing.gateway.snapshots.current is before, "nothing is built anew when nothing has changed"


async def test_a_supergraph_that_takes_a_field_from_a_stored_document_is_refused(changing: Changing) -> None:
    changing.write(THING % "size: Int")
    await changing.noticed()
    assert await changing.ask({"documentId": "named"}) == {"data": {"thing": {"name": "one"}}}
    assert any("document named is not valid" in entry.get("problem", "") for entry in changing.logged())


async def test_a_supergraph_with_a_subgraph_that_cannot_be_reached_here_is_refused(changing: Changing) -> None:
    changing.write(OLD, others="type Query { other: Int }")
    await changing.noticed()
    assert any("Subgraph others cannot be reached" in entry.get("problem", "") for entry in changing.logged())


async def test_what_was_refused_is_taken_when_what_it_failed_for_is_mended(tmp_path: Path) -> None:
    rules = "p, visitor, *, read, allow\n"
    policies = write_policies(tmp_path / "policies", rules)
    async with _changing(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        reloading = changing.gateway.reloading
        assert reloading is not None
        (policies / "rules.csv").write_text("p, nobody-knows, *, read, allow\n")
        changing.write(NEW)
        await changing.noticed()
        assert any("rules.csv" in entry.get("problem", "") for entry in changing.logged())
        (policies / "rules.csv").write_text(rules + "p, dealer, *, read, allow\n")
        for _ in range(2):
            await reloading.look_again()
        await changing.noticed()
        assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}
        assert "problem" not in await changing.ready()


async def test_policies_decide_over_the_new_fields(tmp_path: Path) -> None:
    rules = "p, visitor, Query.thing, read, allow\np, visitor, Thing.name, read, allow\np, dealer, *, read, allow\n"
    policies = write_policies(tmp_path / "policies", rules)
    async with _changing(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        changing.write(NEW)
        await changing.noticed()
        assert await changing.ask(NAMED) == {"data": {"thing": {"name": "one"}}}
        assert "errors" in await changing.ask(SIZED)


async def test_a_change_of_policies_keeps_the_supergraph_that_was_taken_before(tmp_path: Path) -> None:
    policies = write_policies(tmp_path / "policies", "p, visitor, *, read, allow\n")
    async with _changing(tmp_path, policies=policies, policy_check_seconds=1e6) as changing:
        reloading = changing.gateway.reloading
        assert reloading is not None
        (policies / "rules.csv").write_text("p, visitor, *, read, allow\np, dealer, *, read, allow\n")
        changing.write(NEW)
        await reloading.look_again()
        await asyncio.gather(changing.noticed(), reloading.look_again())
        assert reloading.live == changing.gateway.reloading.live  # type: ignore[union-attr]
        assert await changing.ask(SIZED) == {"data": {"thing": {"size": 2}}}


def _held(subgraph: FixtureSubgraph) -> tuple[asyncio.Event, asyncio.Event]:
    asked, release = asyncio.Event(), asyncio.Event()

    async def hold(_document: str) -> None:
        asked.set()
        await release.wait()

    subgraph.before = hold
    return asked, release


def _freed(ways: Any) -> tuple[weakref.ref[Any], asyncio.Event]:
    """Set when they are; the thread that built lets go of what was before in its own time."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    return weakref.ref(ways, lambda _: loop.call_soon_threadsafe(event.set)), event


async def test_a_request_finishes_on_the_supergraph_it_began_with_and_then_that_is_free(changing: Changing) -> None:
    asked, release = _held(changing.subgraph)
    running = asyncio.create_task(changing.ask(NAMED))
    await asked.wait()
    old, freed = _freed(changing.gateway.snapshots.current.graph.transports)
    changing.write(THING % "size: Int name: Int")
    (changing.file.parent / "documents.json").write_text("{}")
    await changing.noticed()
    assert old() is not None, "a request still runs on it"
    release.set()
    assert await running == {"data": {"thing": {"name": "one"}}}
    del running
    async with asyncio.timeout(5):
        await freed.wait()


async def test_an_old_snapshot_is_freed_and_its_schemas_are_taken_apart(
    changing: Changing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.reloading.retired.GRACE", 0.0)
    await changing.ask(NAMED)
    await changing.ask({"documentId": "named"})
    snapshot = changing.gateway.snapshots.current
    supergraph = snapshot.graph.supergraph
    things = [one.type_map["Thing"] for one in (supergraph.schema, supergraph.public_schema)]
    old = [weakref.ref(one) for one in (snapshot, snapshot.graph, supergraph.public_schema)]
    ways, freed = _freed(snapshot.graph.transports)
    del snapshot, supergraph
    changing.write(NEW)
    await changing.noticed()
    async with asyncio.timeout(5):
        await freed.wait()
    await asyncio.to_thread(_taken_apart)
    gc.collect()
    assert [one() for one in (*old, ways)] == [None] * 4
    assert [vars(one) for one in things] == [{}, {}]


def _taken_apart() -> None:
    """Until all that is being taken apart is."""
    for thread in threading.enumerate():
        if thread.name == TAKING_APART:
            thread.join(5)


def test_a_schema_that_was_taken_apart_needs_no_walk_to_be_freed() -> None:
    supergraph = read_supergraph(composed(things=NEW).sdl or "")
    kept = build_schema("type Query { a: A } type A { b: Int @deprecated }")
    gc.collect()
    gc.disable()
    try:
        parts = [
            weakref.ref(one)
            for schema in (supergraph.schema, supergraph.public_schema)
            for one in (schema, *schema.type_map.values())
            if one not in (*introspection_types.values(), *specified_scalar_types.values())
        ]
        schemas = [supergraph.schema, supergraph.public_schema]
        del supergraph
        take_apart(schemas)
        schemas.clear()
        assert [one() for one in parts if one() is not None] == []
    finally:
        gc.enable()
    assert print_schema(kept).count("@deprecated") == 1, "what all schemas share stays"


def test_schemas_are_taken_apart_when_the_last_who_uses_them_is_gone() -> None:
    class Last:
        pass

    schema, last = build_schema("type Query { a: Int }"), Last()
    apart = threading.Event()
    take_apart_after(last, {"public": schema}, apart.wait)  # type: ignore[arg-type]
    assert schema.query_type is not None
    del last
    assert schema.query_type is not None, "a moment is left to those who may still be at it"
    apart.set()
    _taken_apart()
    assert not vars(schema)


async def test_everything_is_walked_when_nobody_has_asked_for_a_while_or_when_much_may_have_gathered() -> None:
    answered, walked, looks = [0], [0], asyncio.Queue[int]()

    async def wait() -> None:
        answered[0] += await looks.get()

    def walk() -> None:
        walked[0] += 1

    walks = Walks(lambda: answered[0], wait, walk)
    walking = asyncio.create_task(walks.run())

    async def look(*requests: int) -> int:
        for one in (*requests, 0):
            looks.put_nowait(one)
        async with asyncio.timeout(5):
            while not looks.empty():
                await asyncio.to_thread(lambda: None)
        return walked[0]

    assert await look(*[0] * 10) == 0, "nothing has changed"
    walks.owed = 1
    assert await look(*[1, 1, 1, 1] * 4) == 0, "there is always somebody"
    assert await look(*[0] * QUIET_LOOKS) == 1
    walks.owed = MOST_OWED
    assert await look(1, 1) == 2
    walking.cancel()


async def test_operations_that_were_used_again_and_again_are_planned_before_the_change_goes_live(
    changing: Changing,
) -> None:
    for _ in range(5):
        await changing.ask(NAMED)
        for form in _fast_forms(changing):
            await asyncio.gather(*form.being_made)
    await changing.ask({"query": "{ once: thing { name } }"})
    await changing.ask({"documentId": "named"})
    changing.write(NEW)
    await changing.noticed()
    graph = changing.gateway.snapshots.current.graph
    assert [one.operation.name for _, one in graph._contract.items()] == ["Named"]
    assert [one.document.key for _, one in graph._free_form.items()] == [text_key(NAMED["query"])]


def _fast_forms(changing: Changing) -> list[FastForms]:
    memory = changing.gateway.snapshots.current.graph._free_form
    return [one.executable.fast_forms for _, one in memory.items()]


async def test_a_quiet_subscription_ends_at_once_when_what_its_viewer_sees_has_changed(changing: Changing) -> None:
    listening = asyncio.Event()

    async def quiet(_body: bytes, _headers: Any) -> AsyncIterator[bytes]:
        listening.set()
        await asyncio.Event().wait()
        yield b""

    changing.subgraph.subscribe = quiet  # type: ignore[method-assign, assignment]
    async with connected(changing.gateway) as socket:
        await socket.initialise()
        await socket.subscribe("subscription { moved { id } }")
        await listening.wait()
        changing.write(NEW)
        await changing.noticed()
        told = await socket.told()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "SUBSCRIPTION_SCHEMA_RELOAD")


class _Way:
    """Notes that it was closed."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    async def close(self) -> None:
        self.closed.set()


async def test_a_way_is_shared_while_its_address_stays_and_closed_after_its_last_use() -> None:
    keeper = WayKeeper(lambda _name, _url: _Way())  # type: ignore[arg-type, return-value]
    keeper.run_in(asyncio.get_running_loop())
    first = keeper.to({"a": "http://a", "b": "http://b"})
    second = keeper.to({"a": "http://a", "b": "http://moved"})
    kept, left = first["a"], first["b"]
    assert second["a"] is kept
    assert second["b"] is not left
    del first
    async with asyncio.timeout(5):
        await left.closed.wait()  # type: ignore[attr-defined]
    assert not kept.closed.is_set()  # type: ignore[attr-defined]
    del second
    async with asyncio.timeout(5):
        await kept.closed.wait()  # type: ignore[attr-defined]


def test_a_way_that_cannot_be_made_leaves_everything_as_it_was() -> None:
    def refuse(name: str, _url: str) -> Any:
        if name == "bad":
            raise ConfigurationError("bad")
        return _Way()

    keeper = WayKeeper(refuse)
    with pytest.raises(ConfigurationError):
        keeper.to({"a": "http://a", "bad": "http://b"})
    assert not keeper._open


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
        (watch,) = gateway.watches
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
        (watch,) = gateway.watches
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
