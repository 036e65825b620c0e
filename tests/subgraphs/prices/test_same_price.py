"""The page of an article and the order tell one price: 2,000 random buyers, articles, quantities and days."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from subgraphs.prices.demo import load_demo
from subgraphs.prices.service import import_prices
from subgraphs.prices.subgraph import SUBGRAPH
from subgraphs.products.bmecat.reader import read_catalogue
from tests.kit.subgraphs import TODAY, SubgraphClient, running
from werktor.catalogue import price_rows
from werktor.demo.loading import CATALOGUE

CASES = 2_000
LINES = 20
ARTICLES = 15
"""Fewer than lines, so that some articles stand alone in an order and others stand in it several times."""

AMOUNTS = ("net", "gross", "lineNet", "lineGross")
ORDER = """query($input: PriceOrderInput!) { priceOrder(input: $input) {
    lines { position net: unitNet gross: unitGross lineNet lineGross source priced } } }"""


@dataclass(frozen=True)
class Buyer:
    name: str
    company: str
    kind: str
    country: str = "DE"
    ahead: int = 0
    """Days of coming prices he may know."""

    @property
    def viewer(self) -> dict[str, Any]:
        groups = ["announced_prices"] if self.ahead else []
        roles = ["dealer_plus"] if self.ahead > 30 else [self.kind]
        told = {"sub": f"user:{self.name}", "company": self.company, "claims": [f"kind:{self.kind}"]}
        return told | {"roles": roles, "groups": groups, "country": self.country}


BUYERS = (
    Buyer("dealer", "eisen-vogt", "dealer", ahead=30),
    Buyer("dealer2", "nordwerk-handel", "dealer", ahead=30),
    Buyer("plus", "alpen-werkzeug", "dealer", "AT", ahead=60),
    Buyer("partner", "service-lindner", "service_partner"),
    Buyer("firm", "schreinerei-hahn", "firm"),
    Buyer("moser", "holzbau-moser", "firm", "AT"),
    Buyer("private", "private-berger", "private", "AT"),
)


@pytest.fixture(scope="module")
def assortment() -> dict[str, dict[str, int]]:
    """The units of every article of the demo catalogue."""
    return {
        article.sku: {
            "orderContent": article.quantities.order_content,
            "priceContent": article.quantities.price_content,
            "priceQuantity": article.quantities.price_quantity,
        }
        for path in CATALOGUE
        for article in read_catalogue(path).articles()
    }


@pytest.fixture
async def prices(database_url: str) -> AsyncIterator[SubgraphClient]:
    rows = [row for path in CATALOGUE for article in read_catalogue(path).articles() for row in price_rows(article)]
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, Path("werktor/demo/prices"))
        await import_prices(client.services, rows)
        yield client


def quantity(chance: random.Random) -> int:
    """Mostly about the tiers of the demo world, now and then a lot."""
    return chance.choice([1, 1, 2, 4, 5, 9, 10, 19, 20, 25, 49, 50, 99, 100, chance.randint(1, 4_000)])


def day(buyer: Buyer, chance: random.Random) -> date:
    return TODAY + timedelta(days=chance.randint(-200, buyer.ahead))


async def test_page_and_order_agree_to_the_cent(prices: SubgraphClient, assortment: dict[str, dict[str, int]]) -> None:
    chance = random.Random(20261124)
    seen: Counter[str] = Counter()
    for _ in range(CASES // LINES):
        buyer = chance.choice(BUYERS)
        asked_day = day(buyer, chance)
        offered = chance.sample(sorted(assortment), ARTICLES)
        lines = [(chance.choice(offered), quantity(chance)) for _ in range(LINES)]
        seen += await agreed(prices, buyer, asked_day, lines, assortment)
    assert seen["lines"] == CASES
    assert min(seen["alone"], seen["several"]) > CASES / 10
    assert seen["priced"] > CASES / 2
    assert {"contract", "list_discounts", "direct", "customer_list", "project", "promotion"} <= seen.keys()


async def agreed(
    prices: SubgraphClient,
    buyer: Buyer,
    asked_day: date,
    lines: list[tuple[str, int]],
    assortment: dict[str, dict[str, int]],
) -> Counter[str]:
    """Asks page and order for the same lines, compares them, and counts what was met."""
    totals: Counter[str] = Counter()
    for sku, ordered in lines:
        totals[sku] += ordered
    pages = await page_prices(prices, buyer, asked_day, {*lines, *totals.items()}, assortment)
    given = [
        {"position": position, "sku": sku, "quantity": ordered, **assortment[sku]}
        for position, (sku, ordered) in enumerate(lines, 1)
    ]
    variables = {"input": {"day": asked_day.isoformat(), "shipTo": buyer.country, "lines": given}}
    order = await prices.data(ORDER, buyer.viewer, variables, service="orders")
    seen: Counter[str] = Counter()
    for (sku, ordered), told in zip(lines, order["priceOrder"]["lines"], strict=True):
        case = f"{buyer.name}, {ordered} of {sku} (of {totals[sku]}) on {asked_day}"
        alone = totals[sku] == ordered
        page = pages[sku, totals[sku]]
        compared = AMOUNTS if alone else ("net", "gross")
        assert {name: told[name] for name in compared} == {name: page[name] for name in compared}, case
        assert told["source"] == page["source"], case
        seen.update(["lines", "alone" if alone else "several"])
        if told["priced"]:
            seen.update(["priced", told["source"]])
    return seen


async def page_prices(
    prices: SubgraphClient,
    buyer: Buyer,
    asked_day: date,
    wanted: set[tuple[str, int]],
    assortment: dict[str, dict[str, int]],
) -> dict[tuple[str, int], dict[str, Any]]:
    """What Product.price says of each article and quantity, in one request; a source as prices stores it."""
    quantities = sorted({asked for _, asked in wanted})
    money = " ".join(f"{name} {{ amount }}" for name in AMOUNTS)
    fields = " ".join(
        f'q{asked}: price(quantity: {asked}, day: "{asked_day}") {{ {money} source }}' for asked in quantities
    )
    skus = sorted({sku for sku, _ in wanted})
    keys = [{"__typename": "Product", "sku": sku, "units": assortment[sku]} for sku in skus]
    found = await prices.entities(f"... on Product {{ {fields} }}", keys, buyer.viewer)
    entities = dict(zip(skus, found, strict=True))
    return {(sku, asked): _told((entities[sku] or {}).get(f"q{asked}")) for sku, asked in wanted}


def _told(price: dict[str, Any] | None) -> dict[str, Any]:
    if price is None:
        return dict.fromkeys([*AMOUNTS, "source"])
    amounts = {name: None if price[name] is None else price[name]["amount"] for name in AMOUNTS}
    return amounts | {"source": price["source"] and price["source"].lower()}
