"""Background work runs from start to stop, and a failure is told and not the end of it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
import strawberry

from subgraphs.common.app import Services, Subgraph
from subgraphs.common.background import Work, at_work
from subgraphs.common.schema import build_schema
from subgraphs.common.viewer import Viewer
from tests.kit.subgraphs import running
from tests.kit.tables import empty_migrations


async def test_work_that_fails_is_logged_and_started_again(caplog: pytest.LogCaptureFixture) -> None:
    attempts: list[int] = []
    third = asyncio.Event()

    async def expire() -> None:
        attempts.append(len(attempts))
        if len(attempts) < 3:
            raise ConnectionError("no database")
        third.set()
        await asyncio.Event().wait()

    with caplog.at_level(logging.ERROR):
        async with at_work([Work("stock.expire", expire)], restart_seconds=0), asyncio.timeout(20):
            await third.wait()
    assert attempts == [0, 1, 2]
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 2
    assert "stock.expire failed" in caplog.records[0].getMessage()
    assert caplog.records[0].exc_info is not None


async def test_one_that_fails_does_not_disturb_another() -> None:
    heard: asyncio.Queue[int] = asyncio.Queue()

    async def fail() -> None:
        heard.put_nowait(1)
        raise RuntimeError

    async def count() -> None:
        heard.put_nowait(2)
        await asyncio.Event().wait()

    async with at_work([Work("fail", fail), Work("count", count)], restart_seconds=0), asyncio.timeout(20):
        assert [await heard.get() for _ in range(4)] == [1, 2, 1, 1]


async def test_leaving_waits_until_all_work_has_ended() -> None:
    ended: list[str] = []
    begun = asyncio.Event()

    async def tidy() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("tidied")

    async with at_work([Work("tidy", tidy)]):
        await begun.wait()
    assert ended == ["tidied"]


async def test_work_that_is_done_is_not_started_again() -> None:
    starts: list[int] = []

    async def once() -> None:
        starts.append(1)

    async with at_work([Work("once", once)], restart_seconds=0):
        for _ in range(10):
            await asyncio.sleep(0)
    assert starts == [1]


@strawberry.type
class Query:
    today: int = 0


def no_loaders(viewer: Viewer, services: Services) -> None:
    """Nothing here is loaded in batches."""


async def test_a_subgraph_works_on_its_open_database_while_it_is_served(tmp_path: Path) -> None:
    rounds: asyncio.Queue[Services] = asyncio.Queue()

    async def expire(services: Services) -> None:
        async for _ in services.database.written(at_least_every=60):
            async with services.database.read():
                rounds.put_nowait(services)

    subgraph = Subgraph("stock", build_schema(Query), empty_migrations(tmp_path), no_loaders, background=(expire,))
    async with asyncio.timeout(20), running(subgraph, f"sqlite+aiosqlite:///{tmp_path}/stock.sqlite3") as stock:
        assert await rounds.get() is stock.services
        async with stock.services.database.write():
            pass
        await rounds.get()
