"""Announcements over a real Redis: heard at once, lost aloud, found again, and never needed."""

from __future__ import annotations

import asyncio
import io
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
import pytest

from gateway.revisions.announcements import PROBLEM, Announcements
from gateway.revisions.waking import Waking
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from tests.kit.revision_stores import snapshots
from tests.kit.servers import RedisProcess, redis_process
from tests.kit.waiting import wait_for_port


@pytest.fixture
def server(tmp_path: Path, redis_server: str) -> Iterator[RedisProcess]:
    """A Redis that the test may stop; there is one to be had, as `redis_server` shows."""
    assert redis_server
    with redis_process(tmp_path / "redis") as process:
        wait_for_port(process.port)
        yield process


class Hearing:
    """One process as far as it hears; `pauses` is put into before each new attempt, which `go_on` lets happen."""

    def __init__(self, url: str, silence: float = 5.0) -> None:
        self.heard: asyncio.Queue[None] = asyncio.Queue()
        self.pauses: asyncio.Queue[None] = asyncio.Queue()
        self.go_on: asyncio.Queue[None] = asyncio.Queue()
        self.snapshots = snapshots()
        self.metrics = Metrics()
        self.log = io.BytesIO()

        async def pause(_seconds: float) -> None:
            self.pauses.put_nowait(None)
            await self.go_on.get()

        self.announcements = Announcements(
            url,
            lambda: self.heard.put_nowait(None),
            self.snapshots,
            self.metrics,
            make_logger(self.log),
            pause,
            silence,
        )

    def events(self) -> list[str]:
        return [orjson.loads(line)["event"] for line in self.log.getvalue().splitlines()]

    def is_told_as_lost(self) -> bool:
        return b"gateway_policies_unannounced 1.0" in self.metrics.text() and PROBLEM in self.snapshots.problems


@asynccontextmanager
async def hearing(url: str, silence: float = 5.0) -> AsyncIterator[Hearing]:
    process = Hearing(url, silence)
    running = asyncio.create_task(process.announcements.run())
    try:
        async with asyncio.timeout(30):
            yield process
    finally:
        running.cancel()
        await asyncio.wait([running])
        await process.announcements.close()


async def test_what_one_announces_all_hear(server: RedisProcess) -> None:
    async with hearing(server.url) as one, hearing(server.url) as two:
        for process in (one, two):
            await process.heard.get()  # that it listens: what was announced before may have been missed
        await one.announcements.announce(7)
        for process in (one, two):
            await process.heard.get()
        assert one.events() == two.events() == []


async def test_a_redis_that_is_gone_is_told_once_and_found_again(server: RedisProcess) -> None:
    async with hearing(server.url) as process:
        await process.heard.get()
        server.stop()
        await process.pauses.get()
        assert process.is_told_as_lost()
        process.go_on.put_nowait(None)
        await process.pauses.get()
        assert process.events() == ["Redis is gone; published policies are found by polling"]
        server.start()
        await asyncio.to_thread(wait_for_port, server.port)
        process.go_on.put_nowait(None)
        await process.heard.get()
        assert not process.is_told_as_lost()
        assert process.events()[1:] == ["published policies are announced again"]
        await process.announcements.announce(9)
        await process.heard.get()


async def test_a_redis_that_hangs_is_lost_and_one_that_is_only_silent_is_not(server: RedisProcess) -> None:
    async with hearing(server.url, 0.1) as process:
        await process.heard.get()
        silent = asyncio.create_task(process.pauses.get())
        await asyncio.wait([silent], timeout=1.0)  # ten silences, each answered
        assert not silent.done()
        assert server._process is not None
        server._process.send_signal(signal.SIGSTOP)
        try:
            await silent
        finally:
            server._process.send_signal(signal.SIGCONT)
        assert process.is_told_as_lost()


async def test_what_cannot_be_announced_is_told_and_stops_nobody() -> None:
    process = Hearing("redis://127.0.0.1:1/0")
    await process.announcements.announce(8)
    assert process.events() == ["a published revision is not announced"]
    assert PROBLEM not in process.snapshots.problems, "whether Redis is there again only hearing can tell"
    await process.announcements.close()


async def test_what_is_announced_during_a_look_is_looked_for_again() -> None:
    waking = Waking(3_600)
    waking.wake()
    async with asyncio.timeout(30):
        await waking.wait()
        waking.wake()
        await waking.wait()
    waiting = asyncio.create_task(waking.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    waking.wake()
    await waiting


async def test_without_an_announcement_the_poll_goes_on() -> None:
    async with asyncio.timeout(30):
        await Waking(0.01).wait()
