"""Large answers: both executors beside a plan written by hand for just this query, on the same bytes, in one run."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from graphql import parse

from gateway.composition import compose
from gateway.execution import compile_plan
from gateway.model.request import Answer, ExecutionRequest
from gateway.model.transport import SubgraphAnswer
from gateway.operations.normalize import normalize
from gateway.planning import plan
from gateway.supergraph import read_supergraph
from tests.kit.composition import subgraph

ROUNDS = 15
FIELDS = [f"f{number}" for number in range(10)]
HERE, THERE = FIELDS[:5], FIELDS[5:]


def measure() -> None:
    for name, count, width in (("1,000 entities of 10 fields", 1_000, 12), ("an answer of 8 MB", 8_000, 85)):
        asyncio.run(_compare(name, count, width))


async def _compare(name: str, count: int, width: int) -> None:
    bodies = {
        "a": {"items": [{"id": str(at), **{one: one * (width // 2) for one in HERE}} for at in range(count)]},
        "b": {"_entities": [{one: one * (width // 2) for one in THERE} for _ in range(count)]},
    }
    answers = {subgraph: msgspec.json.encode({"data": data}) for subgraph, data in bodies.items()}
    sdls = {
        "a": 'type Query { items: [Item!]! } type Item @key(fields: "id") { id: ID! ' + _declared(HERE) + "}",
        "b": 'type Item @key(fields: "id") { id: ID! ' + _declared(THERE) + "}",
    }
    sdl = compose([subgraph(one, text) for one, text in sdls.items()]).sdl
    if sdl is None:
        raise SystemExit("the subgraphs do not compose")
    supergraph = read_supergraph(sdl)
    document = parse("{ items { id " + " ".join(FIELDS) + " } }")
    operation = normalize(supergraph.public_schema, document, None, None)
    ready = compile_plan(plan(supergraph, operation), supergraph, None)
    form = ready.fast_forms.make({})
    if isinstance(form, str):
        raise SystemExit(f"no fast form: {form}")
    request = ExecutionRequest({}, {one: _Canned(body) for one, body in answers.items()}, lambda _: {}, "bench")

    async def fast() -> bytes:
        answer = await ready.run_fast(form, request)
        if not isinstance(answer, bytes):
            raise SystemExit("the fast form stepped aside")
        return answer

    async def general() -> bytes:
        answer: Answer = await ready.execute(request)
        return msgspec.json.encode({"data": answer.data})

    async def by_hand() -> bytes:
        items = msgspec.json.decode(answers["a"])["data"]["items"]
        asked = [{"__typename": "Item", "id": one["id"]} for one in items]
        msgspec.json.encode({"query": "", "variables": {"representations": asked}})
        for one, more in zip(items, msgspec.json.decode(answers["b"])["data"]["_entities"], strict=True):
            one.update(more)
        shown = [{"id": one["id"], **{name: one[name] for name in FIELDS}} for one in items]
        return msgspec.json.encode({"data": {"items": shown}})

    ways: Mapping[str, Callable[[], Awaitable[bytes]]] = {"by hand": by_hand, "fast": fast, "general": general}
    if len({await way() for way in ways.values()}) != 1:
        raise SystemExit("the ways answer differently")
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            started = time.process_time()
            await run()
            spent[way].append((time.process_time() - started) * 1000)
    floor = statistics.median(spent["by hand"])
    print(f"{name} ({len(await fast()) / 1e6:.2f} MB), ms of processor time and ratio to the plan by hand:")
    for way, times in spent.items():
        print(f"  {way:<8}{statistics.median(times):8.2f}{statistics.median(times) / floor:7.2f}")


class _Canned:
    def __init__(self, body: bytes) -> None:
        self._answer = SubgraphAnswer(200, body)

    async def fetch(self, _body: bytes, _headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        return self._answer

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> Any:
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing is open."""


def _declared(names: list[str]) -> str:
    return " ".join(f"{name}: String" for name in names)
