"""Transactions behave the same on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text, update

from subgraphs.common.columns import Amount, UtcDateTime
from subgraphs.common.database import Database

METADATA = MetaData()
ROWS = Table(
    "rows",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("amount", Amount),
    Column("moment", UtcDateTime),
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, schema="common")
    async with database.write() as connection:
        if database.url.get_backend_name() == "postgresql":
            await connection.execute(text("CREATE SCHEMA common"))
        await connection.run_sync(METADATA.create_all)
    yield database
    await database.close()


async def test_a_failed_use_case_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await connection.execute(insert(ROWS).values(id=1))
            raise RuntimeError
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(ROWS))).scalar_one() == 0


async def test_two_hundred_writers_that_read_first_all_get_their_turn(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(insert(ROWS).values(id=1, amount=Decimal(0)))

    async def add_one() -> None:
        async with database.write() as connection:
            found = await connection.execute(select(ROWS.c.amount).where(ROWS.c.id == 1).with_for_update())
            await connection.execute(update(ROWS).values(amount=found.scalar_one() + 1))

    await asyncio.gather(*(add_one() for _ in range(200)))
    async with database.read() as connection:
        assert (await connection.execute(select(ROWS.c.amount))).scalar_one() == 200


async def test_amounts_and_moments_come_back_as_they_went_in(database: Database) -> None:
    moment = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    async with database.write() as connection:
        await connection.execute(insert(ROWS).values(id=1, amount=Decimal("0.1"), moment=moment))
        await connection.execute(insert(ROWS).values(id=2, amount=Decimal("0.2"), moment=None))
    async with database.read() as connection:
        rows = (await connection.execute(select(ROWS).order_by(ROWS.c.id))).all()
        assert [(row.amount, row.moment) for row in rows] == [(Decimal("0.1"), moment), (Decimal("0.2"), None)]
        assert (await connection.execute(select(func.sum(ROWS.c.amount)))).scalar_one() == Decimal("0.3")


async def test_an_amount_with_more_than_four_places_is_refused_rather_than_rounded(database: Database) -> None:
    with pytest.raises(Exception, match="more than four decimal places"):
        async with database.write() as connection:
            await connection.execute(insert(ROWS).values(id=1, amount=Decimal("0.00001")))


async def test_whoever_follows_hears_of_every_commit_and_of_no_rollback(database: Database) -> None:
    async with (
        aclosing(database.written(at_least_every=60)) as one,
        aclosing(database.written(at_least_every=60)) as two,
    ):
        await asyncio.gather(anext(one), anext(two))
        with pytest.raises(RuntimeError):
            async with database.write():
                raise RuntimeError
        waiting = [asyncio.create_task(anext(follower)) for follower in (one, two)]
        for _ in range(10):
            await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        async with database.write():
            pass
        async with asyncio.timeout(20):
            await asyncio.gather(*waiting)


async def test_a_commit_during_a_round_brings_about_the_next(database: Database) -> None:
    async with aclosing(database.written(at_least_every=60)) as rounds, asyncio.timeout(20):
        await anext(rounds)
        for _ in range(2):
            async with database.write():
                pass
        await anext(rounds)


async def test_a_round_comes_in_any_case_after_a_while(database: Database) -> None:
    async with aclosing(database.written(at_least_every=0)) as rounds, asyncio.timeout(20):
        for _ in range(3):
            await anext(rounds)
