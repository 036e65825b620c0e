"""Stock is corrected once per key, never below what is reserved, and every movement is kept."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from subgraphs.stock.events import StockMoved, topic
from subgraphs.stock.tables import METADATA, MOVEMENTS, POOLS
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import contents

LOGISTICS = {"sub": "user:logistics", "claims": ["staff:logistics"], "roles": ["logistics"]}
CORRECT = """mutation($input: CorrectStockInput!) { correctStock(input: $input) {
    product { sku } userErrors { code message path } } }"""


async def correct(stock: SubgraphClient, **changes: Any) -> dict[str, Any]:
    told = {"key": "k1", "sku": "HW-1001", "warehouse": "DE-N", "difference": 5, "reason": "counted"} | changes
    who = LOGISTICS | {"sub": told.pop("subject", "user:logistics")}
    payload: dict[str, Any] = (await stock.data(CORRECT, who, {"input": told}))["correctStock"]
    return payload


async def code_of(stock: SubgraphClient, **changes: Any) -> str | None:
    payload = await correct(stock, **changes)
    assert (payload["product"] is None) == bool(payload["userErrors"])
    return payload["userErrors"][0]["code"] if payload["userErrors"] else None


async def free(stock: SubgraphClient, sku: str = "HW-1001", warehouse: str = "DE-N") -> int | None:
    columns = POOLS.c
    chosen = select(columns.quantity).where(columns.sku == sku, columns.warehouse == warehouse, columns.kind == "free")
    async with stock.services.database.read() as connection:
        return await connection.scalar(chosen)


async def test_a_correction_moves_the_free_pool_and_is_kept_with_its_reason(stock: SubgraphClient) -> None:
    assert await correct(stock, difference=-20) == {"product": {"sku": "HW-1001"}, "userErrors": []}
    assert await free(stock) == 100
    async with stock.services.database.read() as connection:
        (row,) = (await connection.execute(select(MOVEMENTS).where(MOVEMENTS.c.cause != "opened"))).all()
    assert (row.sku, row.warehouse, row.kind, row.owner) == ("HW-1001", "DE-N", "free", "")
    assert (row.quantity, row.reserved, row.cause, row.reason) == (-20, 0, "corrected", "counted")
    assert (row.subject, row.at) == ("user:logistics", stock.services.clock.now())


async def test_the_same_key_corrects_once(stock: SubgraphClient) -> None:
    first = await correct(stock)
    assert [await correct(stock) for _ in range(3)] == [first] * 3
    assert await free(stock) == 125


async def test_the_same_key_sent_many_times_at_once_corrects_once(stock: SubgraphClient) -> None:
    answers = await asyncio.gather(*(correct(stock) for _ in range(20)))
    assert all(answer["userErrors"] == [] for answer in answers)
    assert await free(stock) == 125


async def test_the_same_key_for_another_correction_is_refused(stock: SubgraphClient) -> None:
    await correct(stock)
    for change in ({"difference": 6}, {"sku": "HW-1002"}, {"warehouse": "AT"}, {"reason": "found"}):
        assert await code_of(stock, **change) == "KEY_REUSED"
    assert await free(stock) == 125
    assert await code_of(stock, subject="user:other") is None, "keys of two people do not meet"


async def test_a_refusal_is_the_answer_to_its_key_for_good(stock: SubgraphClient) -> None:
    assert await code_of(stock, difference=-121) == "BELOW_RESERVED"
    assert await code_of(stock, key="k2", difference=50) is None
    assert await code_of(stock, difference=-121) == "BELOW_RESERVED"
    assert await code_of(stock, key="k3", difference=-121) is None


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"sku": "HW-unknown"}, "UNKNOWN_PRODUCT", "sku"),
        ({"warehouse": "nowhere"}, "UNKNOWN_WAREHOUSE", "warehouse"),
        ({"reason": "  "}, "REASON_REQUIRED", "reason"),
        ({"difference": 0}, "NOTHING_TO_CORRECT", "difference"),
        ({"difference": -121}, "BELOW_RESERVED", "difference"),
        ({"warehouse": "AT", "sku": "HW-1007", "difference": -1}, "BELOW_RESERVED", "difference"),
    ],
)
async def test_a_refused_correction_names_the_field_and_moves_nothing(
    stock: SubgraphClient, change: dict[str, Any], code: str, field: str
) -> None:
    tables = ("levels", "pools", "movements")
    before = await contents(stock.services.database, METADATA)
    (error,) = (await correct(stock, **change))["userErrors"]
    assert (error["code"], error["path"]) == (code, ["input", field])
    after = await contents(stock.services.database, METADATA)
    assert [after[table] for table in tables] == [before[table] for table in tables]


async def test_what_is_reserved_cannot_be_corrected_away_even_by_many_at_once(stock: SubgraphClient) -> None:
    async with stock.services.database.write() as connection:
        await connection.execute(update(POOLS).where(POOLS.c.sku == "HW-1001").values(reserved=30))
    answers = await asyncio.gather(*(code_of(stock, key=f"k{number}", difference=-10) for number in range(15)))
    assert sorted(answers, key=str) == ["BELOW_RESERVED"] * 6 + [None] * 9
    assert await free(stock) == 30


async def test_the_database_itself_holds_what_is_reserved(stock: SubgraphClient) -> None:
    with pytest.raises(IntegrityError):
        async with stock.services.database.write() as connection:
            await connection.execute(update(POOLS).where(POOLS.c.sku == "HW-1001").values(reserved=500))
    with pytest.raises(IntegrityError):
        async with stock.services.database.write() as connection:
            here = {"sku": "HW-1001", "warehouse": "DE-N", "kind": "company", "owner": ""}
            await connection.execute(insert(POOLS).values(here | {"quantity": 1, "reserved": 0}))


async def test_pieces_found_where_the_article_was_not_kept_open_a_level_there(stock: SubgraphClient) -> None:
    assert await free(stock, "HW-1007", "AT") is None
    assert await code_of(stock, sku="HW-1007", warehouse="AT", difference=3) is None
    assert await free(stock, "HW-1007", "AT") == 3


async def test_listeners_hear_of_a_correction_after_it_is_committed_and_of_nothing_else(stock: SubgraphClient) -> None:
    """Events are told in the order in which they were written down, so the second article's comes last."""
    async with stock.services.events.listen([topic("HW-1001"), topic("HW-1002")]) as moves:
        await correct(stock, key="refused", difference=-121)
        await correct(stock)
        await correct(stock)
        await correct(stock, key="k2", sku="HW-1002")
        now = stock.services.clock.now()
        assert [await anext(moves), await anext(moves)] == [StockMoved("HW-1001", now), StockMoved("HW-1002", now)]


@pytest.mark.parametrize("change", [{"difference": 1_000_001}, {"key": "k" * 501}, {"reason": "r" * 501}])
async def test_senseless_input_is_refused(stock: SubgraphClient, change: dict[str, Any]) -> None:
    told = {"key": "k1", "sku": "HW-1001", "warehouse": "DE-N", "difference": 5, "reason": "counted"} | change
    answer = await stock.answer(CORRECT, LOGISTICS, {"input": told})
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await free(stock) == 120
