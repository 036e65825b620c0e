"""What subscribers cost: a thousand of them in fifty groups of equal viewers against a thousand who share nothing.

Processor time is that of the gateway with everything a client has of it, save the server's sockets; memory is what
Python allocates, measured in a run of its own, as measuring it takes time. The subgraphs answer what stands ready,
so that nothing of their time is in the table.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import tempfile
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from gateway.model.transport import SubgraphAnswer
from tests.kit.feeds import Feed
from tests.kit.served import Served, access_token, serving

SUBSCRIBERS = 1000
GROUPINGS = (50, SUBSCRIBERS)
EVENTS = 20
QUERY = 'subscription { reviewed(sku: "p1") { id body author { email } } }'
EVENT = {"id": "r1", "body": "strong " * 20, "author": {"__typename": "User", "id": "u1"}}
REQUEST = {"query": QUERY}
COMPLETION = SubgraphAnswer(200, b'{"data":{"_entities":[{"__typename":"User","email":"ada@example.test"}]}}')


@dataclass
class Client:
    """The client's end of one connection: what it sends is given, what it is told is counted."""

    kind: str
    incoming: list[dict[str, Any]]
    told: Callable[[bytes], None]
    left: asyncio.Event

    async def receive(self) -> dict[str, Any]:
        if self.incoming:
            return self.incoming.pop(0)
        await self.left.wait()
        return {"type": f"{self.kind}.disconnect"}

    async def send(self, message: Any) -> None:
        self.told(message.get("text", "").encode() or message.get("body", b""))


def _socket(token: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The scope and the messages of one that subscribes over a socket."""
    init = {"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}
    said = (init, {"type": "subscribe", "id": "1", "payload": REQUEST})
    frames = [{"type": "websocket.receive", "text": orjson.dumps(one).decode()} for one in said]
    scope = {"type": "websocket", "path": "/graphql", "headers": [], "subprotocols": ["graphql-transport-ws"]}
    return scope, [{"type": "websocket.connect"}, *frames]


def _stream(token: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The same of one that reads server-sent events."""
    headers = {"content-type": "application/json", "accept": "text/event-stream", "authorization": f"Bearer {token}"}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": encoded}
    return scope, [{"type": "http.request", "body": orjson.dumps(REQUEST)}]


Way = Callable[[str], tuple[dict[str, Any], list[dict[str, Any]]]]
WAYS: dict[str, Way] = {"WebSocket": _socket, "SSE": _stream}


class Crowd:
    """All clients of one measurement."""

    def __init__(self, served: Served, feed: Feed) -> None:
        self.served = served
        self.feed = feed
        self.told = 0
        self.size = 0
        self._left = asyncio.Event()
        self._wanted = 0
        self._all_told = asyncio.Event()

    def _hear(self, chunk: bytes) -> None:
        if b"strong" in chunk:
            self.told += 1
            if self.told >= self._wanted:
                self._all_told.set()

    @asynccontextmanager
    async def joined(self, way: Way, tokens: Sequence[str], groups: int) -> AsyncIterator[None]:
        clients = [(scope, Client(scope["type"], said, self._hear, self._left)) for scope, said in map(way, tokens)]
        serving = [asyncio.create_task(self.served.gateway(scope, one.receive, one.send)) for scope, one in clients]
        del clients
        await self._all_joined(groups, len(tokens))
        self.size = len(tokens)
        try:
            yield
        finally:
            self._left.set()
            for one in serving:
                one.cancel()
            await asyncio.wait(serving)

    async def _all_joined(self, groups: int, subscribers: int) -> None:
        """Looks now and then, as the first of them is planned in a thread."""
        await self.feed.started(groups)
        for _ in range(10_000):
            if self.served.gateway.pipeline.subscriptions == (groups, subscribers):
                return
            await asyncio.sleep(0.002)
        raise SystemExit(f"not everybody could subscribe: {self.served.gateway.pipeline.subscriptions}")

    async def tell(self) -> None:
        """One event for every run, until everybody was told."""
        self._wanted = self.told + self.size
        self._all_told.clear()
        self.feed.publish(reviewed=EVENT)
        await self._all_told.wait()


async def _completed(_body: bytes, _headers: Any, *, timeout: float) -> SubgraphAnswer:
    return COMPLETION


@asynccontextmanager
async def _crowd(way: Way, tokens: Sequence[str], groups: int) -> AsyncIterator[Crowd]:
    with tempfile.TemporaryDirectory() as folder:
        many = {"subscriptions_per_account": SUBSCRIBERS, "subscriptions_per_address": 2 * SUBSCRIBERS}
        async with serving(Path(folder), **many) as served:
            served.shop.subgraphs["users"].fetch = _completed  # type: ignore[method-assign]
            crowd = Crowd(served, Feed(served.shop.subgraphs["reviews"]))
            async with crowd.joined(way, tokens, groups):
                yield crowd


def _tokens(groups: int) -> list[str]:
    """Everybody signed in by himself; as many different viewers as groups."""
    people = itertools.cycle([f"user:{number}" for number in range(groups)])
    return [access_token(sub=next(people), jti=str(number)) for number in range(SUBSCRIBERS)]


async def _processor_time(way: Way, tokens: Sequence[str], groups: int) -> tuple[int, float]:
    """Runs in the subgraph; seconds until one event of each run has been told to everybody."""
    async with _crowd(way, tokens, groups) as crowd:
        await crowd.tell()
        started = time.process_time()
        for _ in range(EVENTS):
            await crowd.tell()
        return len(crowd.feed.runs), (time.process_time() - started) / EVENTS


async def _memory(way: Way, tokens: Sequence[str], groups: int) -> float:
    """Bytes per idle subscriber, his share of its run included; what one alone takes is taken off."""
    taken = []
    for some in (tokens[:1], tokens):
        async with _crowd(way, some, min(groups, len(some))) as crowd:
            await crowd.tell()
            gc.collect()
            taken.append(tracemalloc.get_traced_memory()[0])
    return (taken[1] - taken[0]) / (len(tokens) - 1)


async def measure() -> None:
    print(f"\n{SUBSCRIBERS} subscribers; events of {len(orjson.dumps(EVENT))} bytes with a field of another subgraph")
    print(f"{'served over':<12}{'groups':>7}{'runs':>6}{'CPU per event':>15}{'per subscriber':>16}{'idle memory':>14}")
    for groups in GROUPINGS:
        tokens = _tokens(groups)
        for name, way in WAYS.items():
            runs, seconds = await _processor_time(way, tokens, groups)
            tracemalloc.start()
            memory = await _memory(way, tokens, groups)
            tracemalloc.stop()
            print(
                f"{name:<12}{groups:>7}{runs:>6}{seconds * 1000:>12.1f} ms{seconds / SUBSCRIBERS * 1e6:>13.0f} µs"
                f"{memory / 1024:>11.1f} kB"
            )
