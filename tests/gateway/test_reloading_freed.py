"""What an old supergraph had is kept for the requests that began with it, and then freed."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import weakref
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, introspection_types, print_schema, specified_scalar_types

from gateway.errors import ConfigurationError
from gateway.reloading.collecting import BUILDING, MOST_OWED, QUIET_LOOKS, Walks, in_slices
from gateway.reloading.retired import TAKING_APART, take_apart_after
from gateway.reloading.ways import WayKeeper
from gateway.supergraph import read_supergraph
from gateway.supergraph.taking_apart import take_apart
from tests.kit.changing import NAMED, NEW, THING, Changing, changing_supergraph
from tests.kit.composition import composed
from tests.kit.fixture_subgraphs import FixtureSubgraph


@pytest.fixture
async def changing(tmp_path: Path) -> AsyncIterator[Changing]:
    async with changing_supergraph(tmp_path) as one:
        yield one


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


def test_of_two_threads_that_build_at_once_the_last_one_leaves_all_as_it_was() -> None:
    """A new snapshot is made while an old supergraph is taken apart; the settings of builders must not stay."""
    before = gc.get_threshold(), sys.getswitchinterval()
    first, second = in_slices(), in_slices()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == BUILDING, "one still builds"
    second.__exit__(None, None, None)
    assert (gc.get_threshold(), sys.getswitchinterval()) == before


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
