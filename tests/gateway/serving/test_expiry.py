"""A token that expires ends what it opened, also when nothing else happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gateway.settings.identity import Issuer
from tests.kit.feeds import Feed
from tests.kit.served import NOW, Served, access_token, serving
from tests.kit.sockets import connected

REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'
LIFE = 600 + Issuer.leeway + 1


@dataclass
class Timers:
    """A clock with its timers, both moved by the test."""

    now: float = float(NOW)
    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def later(self, seconds: float, act: Callable[[], None]) -> Timers._Timer:
        entry = (self.now + seconds, act)
        self.waiting.append(entry)
        return self._Timer(self, entry)

    def pass_seconds(self, seconds: float) -> None:
        self.now += seconds
        self.ring()

    def ring(self) -> None:
        due = [entry for entry in self.waiting if entry[0] <= self.now]
        self.waiting = [entry for entry in self.waiting if entry not in due]
        for _, act in due:
            act()

    @dataclass
    class _Timer:
        timers: Timers
        entry: tuple[float, Callable[[], None]]

        def cancel(self) -> None:
            if self.entry in self.timers.waiting:
                self.timers.waiting.remove(self.entry)


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
async def timed(tmp_path: Path, timers: Timers) -> AsyncIterator[Served]:
    async with serving(tmp_path, now=lambda: timers.now, later=timers.later) as served:
        yield served


async def test_a_quiet_socket_is_closed_when_its_token_expires(timed: Served, timers: Timers) -> None:
    async with connected(timed.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        timers.pass_seconds(LIFE - 1)
        await socket.send(type="ping")
        assert await socket.told() == {"type": "pong"}
        timers.pass_seconds(1)
        assert await socket.closed() == (4403, "The access token has expired; sign in again.")


async def test_what_ran_on_the_socket_ends_in_the_subgraph_too(timed: Served, timers: Timers) -> None:
    feed = Feed(timed.shop.subgraphs["reviews"])
    async with connected(timed.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe(REVIEWED)
        [run] = await feed.started(1)
        timers.pass_seconds(LIFE)
        assert (await socket.closed())[0] == 4403
        async with asyncio.timeout(5):
            await run.ended.wait()


@pytest.mark.parametrize("accept", ["text/event-stream", 'multipart/mixed;subscriptionSpec="1.0"'])
async def test_a_quiet_stream_ends_with_the_reason_when_its_token_expires(
    timed: Served, timers: Timers, accept: str
) -> None:
    feed = Feed(timed.shop.subgraphs["reviews"])
    asking = timed.post({"query": REVIEWED}, accept=accept, authorization=f"Bearer {access_token()}")
    streaming = asyncio.create_task(asking)
    [run] = await feed.started(1)
    timers.pass_seconds(LIFE)
    response = await streaming
    assert response.status_code == 200
    assert "INVALID_JWT" in response.text
    assert run.ended.is_set()


async def test_one_whose_token_expires_leaves_the_others_of_his_group_alone(timed: Served, timers: Timers) -> None:
    feed = Feed(timed.shop.subgraphs["reviews"])
    async with connected(timed.gateway) as short, connected(timed.gateway) as long:
        await short.initialise(Authorization=f"Bearer {access_token()}")
        await long.initialise(Authorization=f"Bearer {access_token(exp=NOW + 3600)}")
        for socket in (short, long):
            await socket.subscribe(REVIEWED)
        [run] = await feed.started(1)
        timers.pass_seconds(LIFE)
        assert (await short.closed())[0] == 4403
        feed.publish(reviewed={"body": "still here"})
        assert (await long.told())["payload"] == {"data": {"reviewed": {"body": "still here"}}}
        assert not run.ended.is_set()
    assert len(feed.runs) == 1


async def test_a_clock_that_is_set_back_gives_no_more_than_the_token_does(timed: Served, timers: Timers) -> None:
    async with connected(timed.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        [(_, look)] = timers.waiting
        timers.waiting.clear()
        timers.now -= 100
        look()
        assert [at for at, _ in timers.waiting] == [NOW + LIFE]


async def test_visitors_have_no_timer_and_whoever_leaves_takes_his_with_him(timed: Served, timers: Timers) -> None:
    async with connected(timed.gateway) as socket:
        await socket.initialise()
        assert timers.waiting == []
    async with connected(timed.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        assert len(timers.waiting) == 1
    assert timers.waiting == []
