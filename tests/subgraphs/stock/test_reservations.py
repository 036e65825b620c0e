"""Orders reserve pieces once, all lines or none, for the right buyer, until they are bound, released or shipped."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.kit.reserving import (
    DEALER,
    DEALER2,
    FIRM,
    PLUS,
    RESERVE,
    bind,
    release,
    reservation,
    reserve,
    ship,
    stock_for,
    told,
)
from tests.kit.stock_books import Pools, balance, pools
from tests.kit.subgraphs import SubgraphClient


@pytest.fixture
async def before(stock: SubgraphClient) -> Pools:
    return await pools(stock.services.database)


async def reserved(stock: SubgraphClient, before: Pools) -> dict[tuple[str, ...], int]:
    """What is reserved more than before, by article, warehouse, kind and owner; the books balance."""
    await balance(stock.services.database, held_by_others=before)
    now = await pools(stock.services.database)
    return {key: now[key][1] - before[key][1] for key in now if now[key][1] != before[key][1]}


async def test_an_order_reserves_its_pieces_and_answers_each_line(stock: SubgraphClient, before: Pools) -> None:
    payload = await reserve(stock, "A-1", (1, "HW-1001", 10), (2, "HW-1003", 3))
    line = {"backOrdered": 0, "promisedDate": "2026-11-24", "expiresAt": "2026-11-24T11:15:00+00:00"}
    assert payload == {
        "reserved": True,
        "lines": [
            {"position": 1, "sku": "HW-1001", "reserved": 10} | line,
            {"position": 2, "sku": "HW-1003", "reserved": 3} | line,
        ],
        "shortages": [],
    }
    assert await reservation(stock, "A-1") == payload["lines"]
    assert await reserved(stock, before) == {
        ("HW-1001", "DE-N", "free", ""): 10,
        ("HW-1003", "DE-N", "free", ""): 3,
    }


async def test_the_same_order_reserves_once_however_often_it_is_sent(stock: SubgraphClient, before: Pools) -> None:
    answers = await asyncio.gather(*(reserve(stock, "A-1", (1, "HW-1001", 10)) for _ in range(12)))
    assert all(answer == answers[0] and answer["reserved"] for answer in answers)
    assert await reserved(stock, before) == {("HW-1001", "DE-N", "free", ""): 10}


async def test_a_shortage_of_one_line_reserves_nothing_of_the_order(stock: SubgraphClient, before: Pools) -> None:
    payload = await reserve(stock, "A-1", (1, "HW-1001", 10), (2, "HW-1003", 40), (3, "HW-1007", 1))
    assert payload == {
        "reserved": False,
        "lines": [],
        "shortages": [
            {"position": 2, "promisedDate": "2026-12-03", "onEnquiry": False},
            {"position": 3, "promisedDate": None, "onEnquiry": True},
        ],
    }
    assert await reserved(stock, before) == {}
    assert await reservation(stock, "A-1") == []
    assert not await bind(stock, "A-1")


async def test_a_release_gives_back_what_is_reserved_and_nothing_twice(stock: SubgraphClient, before: Pools) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10), (2, "HW-1003", 3))
    assert await release(stock, "A-1", 2, 7) == 3
    assert [line["position"] for line in await reservation(stock, "A-1")] == [1]
    assert [await release(stock, "A-1"), await release(stock, "A-1"), await release(stock, "A-2")] == [10, 0, 0]
    assert await reserved(stock, before) == {}


async def test_a_bound_reservation_no_longer_expires(stock: SubgraphClient) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10))
    assert await bind(stock, "A-1")
    assert await bind(stock, "A-1"), "twice is as good as once"
    assert [line["expiresAt"] for line in await reservation(stock, "A-1")] == [None]
    assert not await bind(stock, "A-2")


async def test_shipped_goods_leave_the_pool_once(stock: SubgraphClient, before: Pools) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10), (2, "HW-1003", 3))
    assert await ship(stock, "A-1", "1", {1: 4, 2: 3}) is None
    assert await ship(stock, "A-1", "1", {1: 4, 2: 3}) is None
    assert [(line["position"], line["reserved"]) for line in await reservation(stock, "A-1")] == [(1, 6)]
    assert (await pools(stock.services.database))["HW-1001", "DE-N", "free", ""] == (116, 6)
    assert await ship(stock, "A-1", "2", {1: 7, 2: 1}) == [1, 2]
    assert await reserved(stock, before) == {("HW-1001", "DE-N", "free", ""): 6}


async def test_what_is_missing_waits_for_the_receipt_that_is_promised(stock: SubgraphClient, before: Pools) -> None:
    (line,) = (await reserve(stock, "A-1", (1, "HW-1003", 30), back_orders=True))["lines"]
    assert (line["reserved"], line["backOrdered"], line["promisedDate"]) == (10, 20, "2026-12-03")
    assert await stock_for(stock, DEALER2, (1, "HW-1003", 20), (2, "HW-1003", 1)) == [
        {"position": 1, "kept": True, "light": "yellow", "promisedDate": "2026-12-03", "onEnquiry": False},
        {"position": 2, "kept": True, "light": "red", "promisedDate": None, "onEnquiry": True},
    ]
    await release(stock, "A-1")
    (later,) = await stock_for(stock, DEALER2, (1, "HW-1003", 50))
    assert later["promisedDate"] == "2026-12-03"
    assert await reserved(stock, before) == {}


async def test_a_contingent_goes_to_its_owner_alone(stock: SubgraphClient, before: Pools) -> None:
    assert not (await reserve(stock, "A-1", (1, "HW-1005", 1), who=DEALER2))["reserved"]
    assert not (await reserve(stock, "A-2", (1, "HW-1005", 1), who=FIRM))["reserved"]
    assert (await reserve(stock, "A-3", (1, "HW-1005", 48), who=DEALER))["reserved"]
    assert (await reserve(stock, "A-4", (1, "HW-1002", 22), who=PLUS, country="AT"))["reserved"]
    assert await reserved(stock, before) == {
        ("HW-1005", "DE-N", "company", "eisen-vogt"): 48,
        ("HW-1002", "DE-N", "tier", "plus"): 21,
        ("HW-1002", "AT", "free", ""): 1,
    }


async def test_only_orders_may_reserve(stock: SubgraphClient) -> None:
    wanted = {"order": "A-1", "lines": told([(1, "HW-1001", 1)]), "country": "DE", "backOrders": False, "minutes": 1}
    answer: dict[str, Any] = await stock.answer(RESERVE, DEALER, {"input": wanted})
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
