"""Work is looked after once it has lasted a while, and ends when its client has gone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateway.serving import disconnects
from gateway.serving.disconnects import Disconnects


class Client:
    """One that is there until `leaves` is set; `is_asked` once somebody looks."""

    def __init__(self, *, is_gone: bool) -> None:
        self.leaves, self.is_asked = asyncio.Event(), asyncio.Event()
        if is_gone:
            self.leaves.set()

    async def receive(self) -> dict[str, Any]:
        self.is_asked.set()
        await self.leaves.wait()
        return {"type": "http.disconnect"}


async def told(text: str) -> str:
    return text


async def lasting(until: asyncio.Event) -> str:
    await until.wait()
    return "there"


async def test_each_of_several_is_ended_by_its_own_client_alone() -> None:
    looked, until = Disconnects(), asyncio.Event()
    stays, goes, went = Client(is_gone=False), Client(is_gone=False), Client(is_gone=True)
    work = [asyncio.create_task(looked.unless_gone(lasting(until), one.receive)) for one in (stays, goes, went)]
    assert await work[2] is None
    await goes.is_asked.wait()
    goes.leaves.set()
    assert await work[1] is None
    await stays.is_asked.wait()
    until.set()
    assert await work[0] == "there"


async def test_nobody_looks_for_the_client_of_what_was_done_at_once() -> None:
    looked, quick, later = Disconnects(), Client(is_gone=True), Client(is_gone=True)
    assert await looked.unless_gone(told("done"), quick.receive) == "done"
    assert await looked.unless_gone(lasting(asyncio.Event()), later.receive) is None
    assert not quick.is_asked.is_set()


async def test_what_begins_later_is_looked_after_later_and_none_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Disconnects()
    monkeypatch.setattr(disconnects, "PATIENCE", 0.005)
    old = asyncio.create_task(looked.unless_gone(lasting(asyncio.Event()), Client(is_gone=True).receive))
    await asyncio.sleep(0)
    monkeypatch.setattr(disconnects, "PATIENCE", 0.05)
    young = asyncio.create_task(looked.unless_gone(lasting(asyncio.Event()), Client(is_gone=True).receive))
    assert await old is None
    assert not young.done()
    assert await young is None
    assert await looked.unless_gone(lasting(asyncio.Event()), Client(is_gone=True).receive) is None
