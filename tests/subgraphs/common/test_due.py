"""Rows that are due are looked at when they are, and after every commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.database import Database
from subgraphs.common.due import whenever_due
from tests.kit.clocks import MovedClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'due.sqlite'}", schema="due")
    yield Services(database, MovedClock(NOON))
    await database.close()


async def test_it_looks_at_once_when_something_is_overdue_and_after_a_commit(services: Services) -> None:
    dues: list[datetime | None] = [NOON - timedelta(hours=1), NOON, None]

    async def next_due(_connection: AsyncConnection) -> datetime | None:
        return dues.pop(0)

    async with asyncio.timeout(20), aclosing(whenever_due(services, next_due, longest_wait=600)) as looks:
        for _ in range(3):
            await anext(looks)
        assert dues == [None]
        waiting = asyncio.ensure_future(anext(looks))
        async with services.database.write() as connection:
            await connection.execute(text("CREATE TABLE written (id INTEGER)"))
        await waiting


async def test_it_waits_no_longer_than_until_the_next_is_due(services: Services) -> None:
    async def next_due(_connection: AsyncConnection) -> datetime | None:
        return NOON + timedelta(milliseconds=20)

    async with asyncio.timeout(20), aclosing(whenever_due(services, next_due, longest_wait=600)) as looks:
        for _ in range(3):
            await anext(looks)
