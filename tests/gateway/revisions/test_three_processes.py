"""A revision that is published is served by every gateway process soon, with Redis and without."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gateway.app import create_gateway
from gateway.gateway import Gateway
from gateway.revisions.publishing import Published, Publishing
from gateway.settings import Settings
from tests.kit.gateway_processes import GatewayProcess, Subgraphs, gateway_process
from tests.kit.plain_client import PlainClient
from tests.kit.servers import RedisProcess, redis_process
from tests.kit.sound_policies import EDITOR, for_visitors, sound_folder
from tests.kit.waiting import wait_for_port

ANNOUNCED_SECONDS = 4.0
"""Below the poll, so that only an announcement can have done it; the time itself is printed."""
POLLED_SECONDS = 10.0


@pytest.fixture
def server(tmp_path: Path, redis_server: str) -> Iterator[RedisProcess]:
    """A Redis that the test may stop; there is one to be had, as `redis_server` shows."""
    assert redis_server
    with redis_process(tmp_path / "redis") as process:
        wait_for_port(process.port)
        yield process


@dataclass
class Three:
    """Three processes that serve, and a fourth gateway in this one, at which somebody publishes."""

    processes: list[GatewayProcess]
    desk: Gateway

    @property
    def publishing(self) -> Publishing:
        assert self.desk.revisions is not None
        return self.desk.revisions.publishing

    async def digests(self) -> set[str]:
        """Of the policies that the three serve now."""
        found = set()
        for process in self.processes:
            async with PlainClient(process.port) as client:
                found.add((await client.get("/health/ready")).body["policies"])
        return found

    async def problems(self) -> list[str | None]:
        found = []
        for process in self.processes:
            async with PlainClient(process.port) as client:
                found.append((await client.get("/health/ready")).body.get("problem"))
        return found


@asynccontextmanager
async def three(folder: Path, store: str, redis: str) -> AsyncIterator[Three]:
    sound_folder(folder / "policies")
    (folder / "supergraph.graphql").write_text(Subgraphs({"a": 1, "b": 2}).supergraph(1))
    written = {"policies": "policies", "policy_store_url": store, "policy_redis_url": redis}
    async with AsyncExitStack() as stack:
        processes = [await stack.enter_async_context(gateway_process(folder, written)) for _ in range(3)]
        settings = replace(
            Settings(),
            supergraph=folder / "supergraph.graphql",
            policies=folder / "policies",
            policy_store_url=store,
            policy_redis_url=redis,
            policy_follow_seconds=POLLED_SECONDS,
        )
        desk = create_gateway(settings)
        async with desk.running():
            await _until_all_have_told(desk, 4)
            yield Three(processes, desk)


async def _until_all_have_told(desk: Gateway, count: int) -> None:
    """Processes listen before they have told what they serve."""
    assert desk.revisions is not None
    async with asyncio.timeout(30):
        while len(await desk.revisions.publishing.store.told()) < count:
            await desk.revisions.following.pause()


async def _published(three: Three) -> Published:
    current = await three.publishing.current()
    began = time.perf_counter()
    outcome = await three.publishing.publish(EDITOR, for_visitors(current.files), current.number, "visitors may")
    assert isinstance(outcome, Published)
    sys.stdout.write(f"\nserved by all after {time.perf_counter() - began:.3f} s\n")
    return outcome


async def test_a_published_revision_reaches_three_processes(
    tmp_path: Path, database_url: str, server: RedisProcess
) -> None:
    async with three(tmp_path, database_url, server.url) as processes:
        first = await processes.publishing.current()
        assert (first.number, first.author, await processes.digests()) == (1, "folder", {first.digest})
        async with asyncio.timeout(ANNOUNCED_SECONDS):
            outcome = await _published(processes)
        assert [one.follows for one in outcome.followers] == [True] * 4, outcome.followers
        assert await processes.digests() == {outcome.revision.digest}
        server.stop()
        async with asyncio.timeout(POLLED_SECONDS):
            began = time.perf_counter()
            back = await processes.publishing.rollback(EDITOR, 1, "they may not")
            sys.stdout.write(f"without Redis after {time.perf_counter() - began:.3f} s\n")
        assert isinstance(back, Published)
        assert back.revision.number == 3
        assert [one.follows for one in back.followers] == [True] * 4, back.followers
        assert await processes.digests() == {first.digest}
        assert all("announcements" in str(one) for one in await processes.problems())


async def test_a_process_that_is_gone_is_not_waited_for_longer_than_the_time_and_is_named(
    tmp_path: Path, server: RedisProcess
) -> None:
    store = f"sqlite+aiosqlite:///{tmp_path}/revisions.sqlite3"
    async with three(tmp_path, store, server.url) as processes:
        gone = processes.processes[0]
        gone.process.kill()
        await gone.ended
        assert processes.desk.revisions is not None
        processes.desk.revisions.following.seconds = 1.0
        outcome = await _published(processes)
        (missing,) = [one for one in outcome.followers if not one.follows]
        assert missing.process.endswith(f"/{gone.pid}")
        assert "has not taken 2 yet" in str(missing.problem)
