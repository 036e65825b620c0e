"""Whose price each viewer sees, with the conditions of the demo world, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from subgraphs.common.clock import FixedClock
from subgraphs.prices.demo import load_demo
from subgraphs.prices.tables import METADATA
from tests.kit.subgraphs import TODAY, SubgraphClient
from tests.kit.tables import contents, differences

REPRESENTED = "query($r: [_Any!]!{}) {{ _entities(representations: $r) {{ ... on Product {{ {} }} }} }}"
DEMO = Path("werktor/demo/prices")
OWN = "net { amount } gross { amount } lineNet { amount } lineGross { amount } tiers { fromQuantity } steps { text }"
PUBLIC = "direct { gross { amount } net { amount } } recommended { gross { amount } validFrom label } taxRate"


def viewer(name: str, company: str | None, *roles: str, country: str = "DE", **more: Any) -> dict[str, Any]:
    groups = ["announced_prices", "own_prices"] if {"dealer", "dealer_plus", "dealer_sales"} & set(roles) else []
    told = {"sub": name, "company": company, "claims": [f"kind:{roles[0]}"], "roles": [*roles], "groups": groups}
    return told | {"country": country} | more


DEALER = viewer("user:dealer", "eisen-vogt", "dealer")
DEALER2 = viewer("user:dealer2", "nordwerk-handel", "dealer")
PLUS = viewer("user:plus", "alpen-werkzeug", "dealer_plus", country="AT")
FIRM = viewer("user:firm", "schreinerei-hahn", "firm")
PRIVATE = viewer("user:private", "private-berger", "private", country="AT")
VISITOR = viewer("visitor", None, "visitor")
SALES = viewer("user:sales", "hartwerk", "dealer_sales", claims=["staff:dealer_sales"])


def product(sku: str, **units: int) -> dict[str, Any]:
    told = {"orderContent": 1, "priceContent": 1, "priceQuantity": 100 if sku == "HW-4001" else 1} | units
    return {"__typename": "Product", "sku": sku, "units": told}


async def asked(
    prices: SubgraphClient, who: dict[str, Any], sku: str, selection: str, arguments: str = "", **changes: Any
) -> dict[str, Any]:
    document = f"... on Product {{ price{arguments} {{ {selection} }} }}"
    (entity,) = await prices.entities(document, [product(sku)], who, **changes)
    assert entity is not None
    found: dict[str, Any] = entity["price"]
    return found


async def net(prices: SubgraphClient, who: dict[str, Any], sku: str, arguments: str = "", **changes: Any) -> str:
    found = await asked(prices, who, sku, "net { amount currencyCode } source", arguments, **changes)
    assert found["net"]["currencyCode"] == "EUR"
    return f"{found['net']['amount']} {found['source']}"


@pytest.mark.parametrize(
    ("who", "sku", "arguments", "expected"),
    [
        (DEALER, "HW-1001", "", "51.30 LIST_DISCOUNTS"),
        (DEALER2, "HW-1001", "", "54.56 LIST_DISCOUNTS"),
        (PLUS, "HW-1001", "", "55.4944 LIST_DISCOUNTS"),
        (DEALER, "HW-1003", "", "139.00 CONTRACT"),
        (DEALER2, "HW-1003", "", "130.944 LIST_DISCOUNTS"),
        (DEALER, "HW-1004", "", "145.00 CONTRACT"),
        (DEALER, "HW-1004", "(quantity: 5)", "139.00 CONTRACT"),
        (DEALER, "HW-1004", "(quantity: 20)", "131.50 CONTRACT"),
        (DEALER, "HW-1005", "", "89.50 PROMOTION"),
        (FIRM, "HW-1005", "", "151.26 PROMOTION"),
        (DEALER2, "HW-4006", "(quantity: 50)", "19.80 CUSTOMER_LIST"),
        (DEALER, "HW-4006", "", "23.94 LIST_DISCOUNTS"),
        (DEALER, "HW-4007", "", "17.25 PROJECT"),
        (FIRM, "HW-4008", "", "36.00 DIRECT"),
        (DEALER, "HW-4001", "", "11.94 LIST_DISCOUNTS"),
    ],
)
async def test_each_rule_of_the_demo_world_can_be_seen(
    prices: SubgraphClient, who: dict[str, Any], sku: str, arguments: str, expected: str
) -> None:
    assert await net(prices, who, sku, arguments) == expected


async def test_ten_of_7_99_and_a_hundred_priced_by_the_hundred(prices: SubgraphClient) -> None:
    firm = await asked(prices, FIRM, "HW-4001", "lineNet { amount }", "(quantity: 300)")
    assert firm["lineNet"]["amount"] == "42.53", "18.90 less 25 % for 100, three times"
    private = await asked(prices, PRIVATE, "HW-4004", "lineGross { amount }", "(quantity: 10)")
    assert private["lineGross"]["amount"] == "98.90"


async def test_a_visitor_has_no_price_of_his_own_but_sees_the_public_ones(prices: SubgraphClient) -> None:
    found = await asked(prices, VISITOR, "HW-1001", f"{OWN} {PUBLIC} announced {{ validFrom }} margin", language="en")
    own = dict.fromkeys(["net", "gross", "lineNet", "lineGross", "tiers", "steps", "announced", "margin"])
    recommended = {
        "gross": {"amount": "113.05"},
        "validFrom": "2026-01-01",
        "label": "non-binding recommendation",
    }
    direct = {"gross": {"amount": "113.05"}, "net": {"amount": "95.00"}}
    assert found == own | {"direct": direct, "recommended": recommended, "taxRate": "19"}


async def test_a_private_buyer_pays_gross_and_never_sees_a_net_price_of_his_own(prices: SubgraphClient) -> None:
    found = await asked(
        prices,
        PRIVATE,
        "HW-1001",
        "net { amount } gross { amount } lineNet { amount } tiers { net { amount } gross { amount } }",
    )
    tier = {"net": None, "gross": {"amount": "117.57"}}
    assert found == {"net": None, "gross": {"amount": "117.57"}, "lineNet": None, "tiers": [tier]}


async def test_staff_see_own_prices_only_of_the_customer_they_look_at(prices: SubgraphClient) -> None:
    without = await asked(prices, SALES, "HW-1001", f"{OWN} list {{ amount }}")
    assert without["list"] == {"amount": "100.00"}
    assert without["net"] is without["steps"] is without["tiers"] is None
    assert await net(prices, SALES, "HW-1001", looks_at="eisen-vogt") == "51.30 LIST_DISCOUNTS"
    assert await net(prices, SALES, "HW-1001", looks_at="nordwerk-handel") == "54.56 LIST_DISCOUNTS"


async def test_a_company_without_conditions_here_has_no_price_of_its_own(prices: SubgraphClient) -> None:
    found = await asked(prices, viewer("user:new", "new-company", "dealer"), "HW-1001", OWN)
    assert set(found.values()) == {None}


async def test_the_steps_speak_the_language_of_the_viewer(prices: SubgraphClient) -> None:
    selection = "steps { text amount { amount } source }"
    found = await asked(prices, DEALER, "HW-1001", selection, language="en")
    assert [step["text"] for step in found["steps"]] == ["List price", "Discount 40%", "Discount 10%", "Discount 5%"]
    assert found["steps"][-1]["amount"] == {"amount": "51.30"}
    assert found["steps"][0]["source"].startswith("list DE EUR")


async def test_margin_and_band_follow_the_customers_price(prices: SubgraphClient) -> None:
    finance = viewer("user:finance", "hartwerk", "finance", claims=["staff:finance"])
    found = await asked(prices, finance, "HW-1001", "cost { amount } margin marginBand", looks_at="eisen-vogt")
    assert found == {"cost": {"amount": "50.00"}, "margin": "2.53", "marginBand": "LOW"}


async def test_a_plus_dealer_knows_a_rise_earlier_than_a_dealer(prices: SubgraphClient) -> None:
    """It is 38 days to 2027-01-01: more than the 30 of a dealer, fewer than the 60 of a plus dealer."""
    selection = "announced { validFrom net { amount } }"
    assert (await asked(prices, DEALER, "HW-4005", selection))["announced"] == []
    rise = {"validFrom": "2027-01-01", "net": {"amount": "29.15"}}
    assert (await asked(prices, PLUS, "HW-4005", selection))["announced"] == [rise]


@pytest.mark.parametrize(("who", "last"), [(DEALER, "2026-12-24"), (FIRM, "2026-11-24"), (VISITOR, "2026-11-24")])
async def test_nobody_asks_for_a_day_whose_prices_he_may_not_know_yet(
    prices: SubgraphClient, who: dict[str, Any], last: str
) -> None:
    query = REPRESENTED.format("", 'price(day: "2027-01-01") { quantity }')
    answers = [await prices.answer(query, who, {"r": [product(sku)]}) for sku in ("HW-4005", "HW-1001", "HW-unknown")]
    assert all(answer["data"] == {"_entities": [{"price": None}]} for answer in answers)
    messages = {answer["errors"][0]["message"] for answer in answers}
    assert messages == {f"Argument 'day' may be {last} at the latest, not 2027-01-01."}
    assert await asked(prices, who, "HW-4005", "quantity", f'(day: "{last}")') == {"quantity": 1}


async def test_a_future_promotion_is_told_to_nobody(prices: SubgraphClient) -> None:
    """The row exists, its campaign begins in ten days, and a dealer may ask for the price of that day."""
    table = METADATA.tables["promotions"]
    async with prices.services.database.write() as connection:
        (row,) = (await connection.execute(select(table).where(table.c.campaign == "werkstatt"))).all()
        later = dict(row._mapping) | {"campaign": "advent", "sku": "HW-1001", "net": row.net - 80}
        later |= {"valid_from": row.valid_until, "valid_until": row.valid_until}
        await connection.execute(table.insert().values(later))
    assert await net(prices, DEALER, "HW-1001", '(day: "2026-12-04")') == "51.30 LIST_DISCOUNTS"


@pytest.mark.parametrize("quantity", [0, -1, 100_001])
async def test_a_senseless_quantity_is_refused(prices: SubgraphClient, quantity: int) -> None:
    query = REPRESENTED.format(", $q: Int!", "price(quantity: $q) { quantity }")
    answer = await prices.answer(query, DEALER, {"r": [product("HW-1001")], "q": quantity})
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert "between 1 and 100000" in answer["errors"][0]["message"]


async def test_an_article_without_any_price_in_the_market_is_answered_without_one(prices: SubgraphClient) -> None:
    keys = [product("HW-unknown"), product("HW-1001")]
    assert await prices.entities("... on Product { sku price { quantity } }", keys, DEALER, country="CH") == [
        {"sku": "HW-unknown", "price": None},
        {"sku": "HW-1001", "price": {"quantity": 1}},
    ]
    swiss = viewer("visitor", None, "visitor", country="CH", currency="CHF")
    assert await prices.entities("... on Product { price { quantity } }", [product("HW-1001")], swiss) == [
        {"price": None}
    ]


async def test_statements_do_not_grow_with_the_articles_asked_for(prices: SubgraphClient) -> None:
    counts = []
    for number in (1, 10, 100):
        prices.statements.clear()
        keys = [product("HW-1001"), *(product(f"HW-{5000 + index}") for index in range(number - 1))]
        answers = await prices.entities("... on Product { price(quantity: 5) { net { amount } } }", keys, DEALER)
        assert len(answers) == number
        counts.append(len(prices.statements))
    assert counts == [7, 7, 7]


async def test_loading_the_demo_twice_changes_nothing(prices: SubgraphClient) -> None:
    before = await contents(prices.services.database, METADATA)
    assert all(before.values()), "every table has its rows"
    await load_demo(prices.services, DEMO)
    assert await contents(prices.services.database, METADATA) == before


async def test_loading_the_demo_on_another_day_adds_nothing(prices: SubgraphClient) -> None:
    before = await contents(prices.services.database, METADATA)
    await load_demo(replace(prices.services, clock=FixedClock(TODAY + timedelta(days=9))), DEMO)
    after = await contents(prices.services.database, METADATA)
    assert {table: len(rows) for table, rows in after.items()} == {table: len(rows) for table, rows in before.items()}
    assert after["promotions"] != before["promotions"], "their last days have moved"


async def test_the_migrations_make_the_tables(prices: SubgraphClient) -> None:
    assert await differences(prices.services.database, METADATA) == []
