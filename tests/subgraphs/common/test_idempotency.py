"""A mutation that is sent again under the same key does its work once, and answers what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import MetaData, func, select, text

from subgraphs.common.database import Database
from subgraphs.common.idempotency import Claim, KeyReused, claim, idempotency_table, keep_result

METADATA = MetaData()
KEYS = idempotency_table(METADATA)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEW = Claim(is_new=True, result=None)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, schema="common")
    async with database.write() as connection:
        if database.url.get_backend_name() == "postgresql":
            await connection.execute(text("CREATE SCHEMA common"))
        await connection.run_sync(METADATA.create_all)
    yield database
    await database.close()


async def claimed(
    database: Database,
    *,
    owner: str = "user:dealer",
    key: str = "k1",
    operation: str = "placeOrder",
    body: str = "cart 1",
) -> Claim:
    async with database.write() as connection:
        return await claim(connection, KEYS, owner=owner, key=key, operation=operation, body=body, at=NOON)


async def place(database: Database, body: str, orders: list[str]) -> str:
    """A use case in one transaction: the first makes an order, whoever comes later is told its number."""
    async with database.write() as connection:
        mine = await claim(connection, KEYS, owner="user:dealer", key="k1", operation="placeOrder", body=body, at=NOON)
        if not mine.is_new:
            assert mine.result is not None
            return mine.result
        number = f"O-{len(orders) + 1}"
        await keep_result(connection, KEYS, owner="user:dealer", key="k1", result=number)
    orders.append(number)
    return number


async def test_twenty_at_once_do_the_work_once_and_all_get_its_result(database: Database) -> None:
    orders: list[str] = []
    assert await asyncio.gather(*(place(database, "cart 1", orders) for _ in range(20))) == ["O-1"] * 20
    assert orders == ["O-1"]
    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(KEYS))).scalar_one() == 1


async def test_twenty_at_once_with_two_bodies_serve_one_of_them_and_refuse_the_other(database: Database) -> None:
    orders: list[str] = []
    bodies = ["cart 1", "cart 2"] * 10
    answers = await asyncio.gather(*(place(database, body, orders) for body in bodies), return_exceptions=True)
    served = {body for body, answer in zip(bodies, answers, strict=True) if answer == "O-1"}
    refused = {body for body, answer in zip(bodies, answers, strict=True) if isinstance(answer, KeyReused)}
    assert len(served) == 1
    assert served | refused == {"cart 1", "cart 2"}
    assert not served & refused
    assert orders == ["O-1"]


async def test_while_the_first_is_running_a_repeat_knows_that_there_is_no_result_yet(database: Database) -> None:
    assert await claimed(database) == NEW
    assert await claimed(database) == Claim(is_new=False, result=None)
    async with database.write() as connection:
        await keep_result(connection, KEYS, owner="user:dealer", key="k1", result='{"error": "SOLD_OUT"}')
    assert await claimed(database) == Claim(is_new=False, result='{"error": "SOLD_OUT"}')


async def test_a_key_means_one_operation_with_one_body(database: Database) -> None:
    await claimed(database)
    for changes in ({"body": "cart 2"}, {"operation": "requestOrder"}):
        with pytest.raises(KeyReused, match="'k1'"):
            await claimed(database, **changes)
    assert await claimed(database) == Claim(is_new=False, result=None)


async def test_a_key_belongs_to_its_owner(database: Database) -> None:
    assert await claimed(database) == NEW
    assert await claimed(database, owner="user:dealer2", body="another cart") == NEW
    async with database.write() as connection:
        await keep_result(connection, KEYS, owner="user:dealer2", key="k1", result="his")
    assert await claimed(database) == Claim(is_new=False, result=None)


async def test_a_first_attempt_that_is_rolled_back_leaves_the_key_free(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await claim(connection, KEYS, owner="user:dealer", key="k1", operation="placeOrder", body="", at=NOON)
            raise RuntimeError
    assert await claimed(database, body="another") == NEW
