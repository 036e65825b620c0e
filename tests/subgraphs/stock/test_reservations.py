"""Orders reserve pieces once, all lines or none, for the right buyer, until they are bound, released or shipped."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from subgraphs.stock.events import topic
from tests.kit.reserving import (
    DEALER,
    DEALER2,
    FIRM,
    PLUS,
    RESERVE,
    SHIP,
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


async def test_the_same_order_waits_once_for_what_is_expected(stock: SubgraphClient, before: Pools) -> None:
    """Each of them has to hold the pools, and one after the other finds that the order stands."""
    wanted = (1, "HW-1003", 30), (2, "HW-2002", 4)
    answers = await asyncio.gather(*(reserve(stock, "A-1", *wanted, back_orders=True) for _ in range(12)))
    assert all(answer == answers[0] and answer["reserved"] for answer in answers)
    assert [line["backOrdered"] for line in await reservation(stock, "A-1")] == [20, 4]
    assert len(await reserved(stock, before)) == 2


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


async def test_reads_do_not_grow_with_the_lines_of_an_order(stock: SubgraphClient) -> None:
    """One guarded update and one event for each pool and article; everything else is one statement for all lines."""
    skus = ["HW-1001", "HW-1002", "HW-1003", "HW-2003", "HW-4002", "HW-4001", "HW-4003", "HW-3001", "HW-3002"]
    counts = []
    for order, wanted in (("one", skus[:1]), ("many", skus + skus[:8] + skus[4:7])):
        stock.statements.clear()
        payload = await reserve(stock, order, *((number, sku, 1) for number, sku in enumerate(wanted, start=1)))
        assert payload["reserved"], payload
        reads = [statement for statement in stock.statements if statement.startswith("SELECT")]
        growing = [
            statement for statement in stock.statements if statement.startswith(("UPDATE", "INSERT INTO outbox"))
        ]
        counts.append((len(reads), len(growing), len(stock.statements) - len(growing)))
    assert counts == [(5, 2, 11), (5, 2 * len(skus), 11)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lines": []}, "1 to 500 lines, not 0"),
        ({"lines": [{"position": n, "sku": "HW-1001", "pieces": 1} for n in range(501)]}, "1 to 500 lines, not 501"),
        ({"lines": [{"position": 1, "sku": "HW-1001", "pieces": 0}]}, "Line 1 must ask for 1 to"),
        ({"lines": [{"position": 1, "sku": "HW-1001", "pieces": 1}] * 2}, "each position once"),
        ({"minutes": 0}, "'minutes' must be between 1 and"),
    ],
)
async def test_senseless_requests_are_refused_by_name(
    stock: SubgraphClient, change: dict[str, Any], told: str, before: Pools
) -> None:
    wanted = {"order": "A-1", "lines": [{"position": 1, "sku": "HW-1001", "pieces": 1}], "country": "DE"}
    wanted |= {"backOrders": False, "minutes": 1} | change
    answer = await stock.answer(RESERVE, DEALER, {"input": wanted}, service="orders")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert told in answer["errors"][0]["message"]
    assert await reserved(stock, before) == {}


async def test_a_shipment_that_has_left_is_not_sent_again_with_other_lines(stock: SubgraphClient) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10))
    assert await ship(stock, "A-1", "1", {1: 4}) is None
    again = {"order": "A-1", "shipment": "1", "lines": [{"position": 1, "pieces": 5}]}
    answer = await stock.answer(SHIP, DEALER, again, service="orders")
    assert "Shipment '1' of order 'A-1' has left with other lines" in answer["errors"][0]["message"]
    assert [line["reserved"] for line in await reservation(stock, "A-1")] == [6]
    assert await ship(stock, "unknown", "1", {2: 1, 1: 1}) == [1, 2]


async def test_an_order_whose_goods_have_left_neither_expires_nor_reserves_again(
    stock: SubgraphClient, before: Pools
) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10), (2, "HW-1003", 1))
    assert await ship(stock, "A-1", "1", {1: 10}) is None
    assert [(line["position"], line["expiresAt"]) for line in await reservation(stock, "A-1")] == [(2, None)]
    assert await ship(stock, "A-1", "2", {2: 1}) is None
    assert await release(stock, "A-1") == 0
    assert (await reserve(stock, "A-1", (1, "HW-1001", 10)))["lines"] == []
    assert await reserved(stock, before) == {}


async def test_the_same_shipment_sent_many_times_at_once_leaves_once(stock: SubgraphClient, before: Pools) -> None:
    await reserve(stock, "A-1", (1, "HW-1001", 10))
    assert set(await asyncio.gather(*(ship(stock, "A-1", "1", {1: 4}) for _ in range(10)))) == {None}
    assert await reserved(stock, before) == {("HW-1001", "DE-N", "free", ""): 6}


@pytest.mark.parametrize("sku", ["HW-1001", "HW-1003", "HW-1005", "HW-1007"])
async def test_above_twenty_pieces_a_firm_hears_the_same_whatever_the_stock(stock: SubgraphClient, sku: str) -> None:
    (line,) = await stock_for(stock, FIRM, (1, sku, 21))
    assert line == {"position": 1, "kept": True, "light": None, "promisedDate": None, "onEnquiry": True}
    payload = await reserve(stock, "A-1", (1, sku, 21), who=FIRM)
    assert (payload["reserved"], payload["shortages"]) == (True, [])
    (line,) = payload["lines"]
    assert (line["reserved"] + line["backOrdered"], line["promisedDate"]) == (21, None)


async def test_an_article_of_which_no_stock_is_kept_says_so(stock: SubgraphClient) -> None:
    line = {"position": 1, "kept": False, "light": None, "promisedDate": None, "onEnquiry": False}
    assert await stock_for(stock, DEALER, (1, "HW-unknown", 1)) == [line]
    payload = await reserve(stock, "A-1", (1, "HW-unknown", 1))
    assert payload["shortages"] == [{"position": 1, "promisedDate": None, "onEnquiry": True}]


async def test_whoever_follows_the_article_hears_of_each_reservation_and_release(stock: SubgraphClient) -> None:
    async with stock.services.events.listen([topic("HW-1001"), topic("HW-1003")]) as moves:
        await reserve(stock, "A-1", (1, "HW-1003", 1), (2, "HW-1001", 1))
        await reserve(stock, "A-1", (1, "HW-1003", 1), (2, "HW-1001", 1))
        await reserve(stock, "A-2", (1, "HW-1003", 500))
        await release(stock, "A-1", 1)
        assert [(await anext(moves)).sku for _ in range(3)] == ["HW-1001", "HW-1003", "HW-1003"]


async def test_only_orders_may_reserve(stock: SubgraphClient) -> None:
    wanted = {"order": "A-1", "lines": told([(1, "HW-1001", 1)]), "country": "DE", "backOrders": False, "minutes": 1}
    answer: dict[str, Any] = await stock.answer(RESERVE, DEALER, {"input": wanted})
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
