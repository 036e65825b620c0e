"""A socket whose client is gone can be told nothing; servers say so by an OSError, which is no fault of ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import orjson

from tests.kit.served import Served, serving

SUBSCRIBE = {"type": "subscribe", "id": "1", "payload": {"query": 'subscription { reviewed(sku: "p1") { body } }'}}


class GoneAfter:
    """A client that sends its messages and is gone once it has been told `told` ones; the server learns it later."""

    def __init__(self, told: int, *messages: Mapping[str, Any]) -> None:
        self.told_all = asyncio.Event()
        self.refused = asyncio.Event()
        self.disconnected = asyncio.Event()
        self._left = told
        connect: dict[str, Any] = {"type": "websocket.connect"}
        texts = [{"type": "websocket.receive", "text": orjson.dumps(one).decode()} for one in messages]
        self._messages = iter([connect, *texts])

    async def receive(self) -> dict[str, Any]:
        message = next(self._messages, None)
        if message is not None:
            return message
        await self.disconnected.wait()
        return {"type": "websocket.disconnect", "code": 1006}

    async def send(self, _message: MutableMapping[str, Any]) -> None:
        if self._left == 0:
            self.refused.set()
            raise ConnectionResetError
        self._left -= 1
        if self._left == 0:
            self.told_all.set()

    async def serve(self, served: Served) -> None:
        scope = {
            "type": "websocket",
            "path": "/graphql",
            "subprotocols": ["graphql-transport-ws"],
            "headers": [(b"host", b"gateway")],
        }
        await served.gateway(scope, self.receive, self.send)


def _faults(served: Served) -> list[dict[str, Any]]:
    return [line for line in served.logged() if line["level"] in ("error", "critical")]


async def test_a_client_that_leaves_between_two_events_is_no_fault(served: Served) -> None:
    client = GoneAfter(3, {"type": "connection_init"}, SUBSCRIBE)
    serving_it = asyncio.create_task(client.serve(served))
    await client.refused.wait()
    client.disconnected.set()
    await serving_it
    assert _faults(served) == []


async def test_a_client_that_leaves_ends_its_subscription_in_the_subgraph(served: Served) -> None:
    asked, ended = asyncio.Event(), asyncio.Event()

    async def silent(body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        asked.set()
        try:
            await asyncio.Event().wait()
            yield b""
        finally:
            ended.set()

    served.shop.subgraphs["reviews"].subscribe = silent  # type: ignore[method-assign]
    client = GoneAfter(2, {"type": "connection_init"}, SUBSCRIBE)
    serving_it = asyncio.create_task(client.serve(served))
    await asked.wait()
    client.disconnected.set()
    await serving_it
    assert ended.is_set()
    assert _faults(served) == []


async def test_a_client_that_is_gone_does_not_keep_the_gateway_from_stopping(tmp_path: Path) -> None:
    closed: list[str] = []
    async with serving(tmp_path) as served:
        for name, subgraph in served.shop.subgraphs.items():

            async def close(name: str = name) -> None:
                closed.append(name)

            subgraph.close = close  # type: ignore[method-assign]
        client = GoneAfter(2, {"type": "connection_init"})
        serving_it = asyncio.create_task(client.serve(served))
        await client.told_all.wait()
    assert client.refused.is_set()
    assert sorted(closed) == ["prices", "products", "reviews", "users"]
    client.disconnected.set()
    await serving_it
