"""What each viewer learns of the demo stock, on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from subgraphs.stock.demo import load_demo
from subgraphs.stock.subgraph import SUBGRAPH
from subgraphs.stock.tables import METADATA, POOLS
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.tables import contents, differences

ALL = """light promise { date onEnquiry } quantity warehouses { warehouse { code name country } quantity }
    expectedReceipts { warehouse { code } date quantity } contingents { quantity reserved until } asOf stale"""


def viewer(name: str, company: str | None, role: str, **more: Any) -> dict[str, Any]:
    return {"sub": name, "company": company, "claims": [f"kind:{role}"], "roles": [role], **more}


DEALER = viewer("user:dealer", "eisen-vogt", "dealer", tier="standard")
DEALER2 = viewer("user:dealer2", "nordwerk-handel", "dealer", tier="standard")
PLUS = viewer("user:plus", "alpen-werkzeug", "dealer_plus", tier="plus", country="AT", groups=["exact_stock"])
PARTNER = viewer("user:partner", "service-lindner", "service_partner")
TILL = viewer("client:till", "eisen-vogt", "till", tier="standard")
FIRM = viewer("user:firm", "schreinerei-hahn", "firm")
PRIVATE = viewer("user:private", "private-berger", "private", country="AT")
VISITOR = viewer("visitor", None, "visitor")
LOGISTICS = viewer("user:logistics", "hartwerk", "logistics", claims=["staff:logistics"])


def product(sku: str, content: int = 1) -> dict[str, Any]:
    return {"__typename": "Product", "sku": sku, "units": {"orderContent": content}}


async def asked(
    stock: SubgraphClient, who: dict[str, Any], sku: str, selection: str, quantity: int = 1, **changes: Any
) -> dict[str, Any]:
    document = f"... on Product {{ availability(quantity: {quantity}) {{ {selection} }} }}"
    (entity,) = await stock.entities(document, [product(sku)], who, **changes)
    assert entity is not None
    found: dict[str, Any] = entity["availability"]
    return found


@pytest.mark.parametrize(
    ("who", "light", "quantity"),
    [
        (VISITOR, "RED", 0),
        (PRIVATE, "RED", 0),
        (FIRM, "RED", 0),
        (DEALER2, "RED", 0),
        (PARTNER, "RED", 0),
        (DEALER, "GREEN", 48),
        (TILL, "GREEN", 48),
        (LOGISTICS, "GREEN", 48),
    ],
)
async def test_the_free_pool_is_empty_while_a_dealers_contingent_is_full(
    stock: SubgraphClient, who: dict[str, Any], light: str, quantity: int
) -> None:
    assert await asked(stock, who, "HW-1005", "light quantity") == {"light": light, "quantity": quantity}


async def test_staff_looking_at_a_dealer_see_what_is_open_to_him(stock: SubgraphClient) -> None:
    own = {"light": "GREEN", "contingents": [{"quantity": 60, "reserved": 12}]}
    other = {"light": "RED", "contingents": []}
    for company, expected in (("eisen-vogt", own), ("nordwerk-handel", other)):
        selection = "light contingents { quantity reserved }"
        assert await asked(stock, LOGISTICS, "HW-1005", selection, looks_at=company) == expected


async def test_everything_about_one_article(stock: SubgraphClient) -> None:
    assert await asked(stock, PLUS, "HW-1002", ALL, 40) == {
        "light": "GREEN",
        "promise": {"date": "2026-11-24", "onEnquiry": False},
        "quantity": 49,
        "warehouses": [
            {"warehouse": {"code": "AT", "name": "Lager Österreich", "country": "AT"}, "quantity": 5},
            {"warehouse": {"code": "DE-N", "name": "Lager Nord", "country": "DE"}, "quantity": 35},
            {"warehouse": {"code": "DE-S", "name": "Lager Süd", "country": "DE"}, "quantity": 9},
        ],
        "expectedReceipts": [],
        "contingents": [],
        "asOf": "2026-11-24T11:00:00+00:00",
        "stale": False,
    }


async def test_a_late_receipt_that_is_promised_already(stock: SubgraphClient) -> None:
    """Stock alone: the four pieces that order 100412 waits for are not taken here."""
    selection = "light promise { date onEnquiry }"
    for quantity, promised in ((8, "2026-12-15"), (9, "2027-01-11")):
        expected = {"light": "YELLOW", "promise": {"date": promised, "onEnquiry": False}}
        assert await asked(stock, DEALER, "HW-2002", selection, quantity) == expected
    receipts = await asked(stock, PLUS, "HW-2002", "expectedReceipts { date quantity }")
    assert [receipt["quantity"] for receipt in receipts["expectedReceipts"]] == [40, 120]


async def test_a_contingent_that_ends_tomorrow(stock: SubgraphClient) -> None:
    own = await asked(stock, DEALER2, "HW-1006", "quantity contingents { until }")
    assert own == {"quantity": 28, "contingents": [{"until": "2026-11-25"}]}
    others = await asked(stock, DEALER, "HW-1006", "quantity light promise { date }", 4)
    assert others == {"quantity": 3, "light": "RED", "promise": {"date": None}}


async def test_a_contingent_that_has_ended_is_free_for_everybody(database_url: str) -> None:
    """The same stock, looked at two days later."""
    async with running(SUBGRAPH, database_url) as today:
        await load_demo(today.services, Path("werktor/demo/stock"))
    async with running(SUBGRAPH, database_url, today=date(2026, 11, 26)) as later:
        assert await asked(later, DEALER, "HW-1006", "quantity light", 4) == {"quantity": 28, "light": "GREEN"}
        assert await asked(later, DEALER2, "HW-1006", "quantity contingents { until }") == {
            "quantity": 28,
            "contingents": [],
        }


async def test_a_stale_feed_says_so(stock: SubgraphClient) -> None:
    assert await asked(stock, DEALER, "HW-2003", "asOf stale") == {"asOf": "2026-11-22T05:00:00+00:00", "stale": True}


@pytest.mark.parametrize("sku", ["HW-1001", "HW-1005", "HW-1007", "HW-4002"])
async def test_above_twenty_pieces_the_answer_is_on_enquiry_whatever_the_stock(stock: SubgraphClient, sku: str) -> None:
    selection = "light promise { date onEnquiry }"
    expected = {"light": None, "promise": {"date": None, "onEnquiry": True}}
    for who in (PRIVATE, FIRM):
        assert await asked(stock, who, sku, selection, 21) == expected
    assert await asked(stock, VISITOR, sku, selection, 21) == {"light": None, "promise": None}


async def test_the_twenty_pieces_are_base_units(stock: SubgraphClient) -> None:
    document = "... on Product { availability(quantity: 3) { promise { onEnquiry } } }"
    keys = [product("HW-4002", 6), product("HW-4002", 7)]
    answers = await stock.entities(document, keys, FIRM)
    assert [answer and answer["availability"]["promise"]["onEnquiry"] for answer in answers] == [False, True]


async def test_visitors_get_the_light_without_any_promise(stock: SubgraphClient) -> None:
    assert await asked(stock, VISITOR, "HW-1001", "light promise { date }") == {"light": "GREEN", "promise": None}


async def test_an_article_no_warehouse_keeps_is_unknown_here(stock: SubgraphClient) -> None:
    keys = [product("HW-unknown"), product("HW-1001")]
    assert await stock.entities("... on Product { sku }", keys, DEALER) == [None, {"sku": "HW-1001"}]


@pytest.mark.parametrize("quantity", [0, 100_001])
async def test_a_senseless_quantity_is_refused(stock: SubgraphClient, quantity: int) -> None:
    query = """query($r: [_Any!]!, $q: Int!) {
        _entities(representations: $r) { ... on Product { availability(quantity: $q) { light } } } }"""
    answer = await stock.answer(query, DEALER, {"r": [product("HW-1001")], "q": quantity})
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_statements_do_not_grow_with_the_articles_asked_for(stock: SubgraphClient) -> None:
    counts = []
    known = ["HW-1001", "HW-1002", "HW-1003", "HW-1005", "HW-2002", "HW-2003", "HW-3001", "HW-4001", "HW-9001"]
    for skus in (known[:1], known, known * 10):
        stock.statements.clear()
        answers = await stock.entities(f"... on Product {{ availability {{ {ALL} }} }}", [*map(product, skus)], PLUS)
        assert None not in answers
        counts.append(len(stock.statements))
    assert counts == [4, 4, 4]


async def test_loading_the_demo_twice_changes_nothing_not_even_what_was_moved_since(stock: SubgraphClient) -> None:
    async with stock.services.database.write() as connection:
        await connection.execute(update(POOLS).where(POOLS.c.sku == "HW-1001").values(reserved=7))
    before = await contents(stock.services.database, METADATA)
    await load_demo(stock.services, Path("werktor/demo/stock"), ["HW-1004", "HW-3001", "HW-9001"])
    assert await contents(stock.services.database, METADATA) == before


async def test_every_article_of_the_catalogue_gets_some_stock(stock: SubgraphClient) -> None:
    skus = [f"HW-{number}" for number in range(3000, 3200)]
    await load_demo(stock.services, Path("werktor/demo/stock"), skus)
    answers = await stock.entities("... on Product { availability { light } }", [*map(product, skus[:100])], VISITOR)
    lights = [answer["availability"]["light"] for answer in answers if answer is not None]
    assert len(lights) == 100
    assert {"GREEN", "YELLOW"} <= set(lights)


async def test_the_migrations_make_the_tables(stock: SubgraphClient) -> None:
    assert await differences(stock.services.database, METADATA) == []
