"""One price everywhere: list, page, cart, order and its confirmation tell the same, for 2,000 random cases.

A case is a buyer, an article, a quantity and a day. Each order holds many of them, and is really placed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from subgraphs.orders.documents.confirmation import Confirmation
from subgraphs.orders.documents.drawing import draw
from subgraphs.orders.schema import document
from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.service.corrections import correct_stock
from tests.kit.further_customers import SWISS_DEALER, SWISS_PRIVATE, open_swiss_accounts
from tests.kit.house import TODAY, Asker, Person, asking
from tests.kit.moved_house import MovedSettings, noon
from tests.kit.told_prices import (
    LINE,
    Amounts,
    Sums,
    confirmation,
    filled_cart,
    list_prices,
    offered,
    ordered,
    page,
    prices_of_day,
    sources,
    written_amounts,
)

CASES = 2_000
LINES = 50
ARTICLES = 30
"""Offered to an order: fewer than its lines, so that some stand alone in it and others stand in it several times."""
KNOWN = ("HW-1001", "HW-1003", "HW-1004", "HW-1005", "HW-4001", "HW-4006", "HW-4007", "HW-4008")
"""Articles with conditions of their own, and how often a line is one of them."""
OF_KNOWN = 0.25
SOURCES = {"CONTRACT", "LIST_DISCOUNTS", "DIRECT", "CUSTOMER_LIST", "PROJECT", "PROMOTION"}
CENT = Decimal("0.01")
EVERYWHERE = 1_000_000
"""Pieces of every article, so that no order waits."""


@dataclass(frozen=True)
class Buyer:
    """`ahead`: days of coming prices he may know; `staff`: who of ours may look at the company."""

    name: str
    company: str
    country: str
    staff: str
    ahead: int = 0
    requests: bool = False
    private: bool = False


BUYERS = (
    Buyer("dealer", "eisen-vogt", "DE", "sales", ahead=30),
    Buyer("dealer2", "nordwerk-handel", "DE", "sales", ahead=30),
    Buyer("branch2", "nordwerk-handel", "DE", "sales", ahead=30, requests=True),
    Buyer("plus", "alpen-werkzeug", "AT", "salessouth", ahead=60),
    Buyer("partner", "service-lindner", "DE", "sales", ahead=30),
    Buyer("firm", "schreinerei-hahn", "DE", "directsales"),
    Buyer("moser", "holzbau-moser", "AT", "directsales"),
    Buyer("private", "private-berger", "AT", "directsales", private=True),
    Buyer(SWISS_DEALER, SWISS_DEALER, "CH", "salessouth", ahead=30),
    Buyer(SWISS_PRIVATE, SWISS_PRIVATE, "CH", "directsales", private=True),
)


@dataclass
class Shop:
    """A house whose stock lacks nothing; `papers` are the confirmations as they were drawn, the last one last."""

    house: Asker
    settings: MovedSettings
    papers: list[Confirmation]

    def on(self, day: date) -> None:
        self.settings.moved.moment = noon(day)


@pytest.fixture
async def shop(var: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shop]:
    papers: list[Confirmation] = []

    def drawn(paper: Confirmation, language: str) -> bytes:
        papers.append(paper)
        return draw(paper, language)

    monkeypatch.setattr(document, "draw", drawn)
    settings = MovedSettings(var=var, today=TODAY)
    async with asking(settings) as house:
        await open_swiss_accounts(house.house.services)
        yield Shop(house, settings, papers)


async def test_every_surface_tells_the_same_price(shop: Shop) -> None:
    chance = random.Random(20261124)
    assortments = {buyer.name: await offered(shop.house, buyer.name) for buyer in BUYERS}
    await fill_stock(shop, {sku for assortment in assortments.values() for sku in assortment})
    seen: Counter[str] = Counter()
    articles: set[str] = set()
    rest, orders = CASES, 0
    while rest:
        # the first orders are small ones of everybody, which pay charges that large ones are free of
        buyer = BUYERS[orders % len(BUYERS)]
        small = orders < 2 * len(BUYERS)
        lines = chosen(assortments[buyer.name], min(rest, chance.randint(1, 3) if small else LINES), chance, small)
        day = TODAY + timedelta(days=chance.randint(-200, 60))
        seen += await agreed(shop, buyer, day, lines)
        articles |= {sku for sku, _ in lines}
        rest, orders = rest - len(lines), orders + 1
    assert seen["lines"] == CASES
    met_enough(seen, articles)


def met_enough(seen: Mapping[str, int], articles: set[str]) -> None:
    """Fails when the sample has passed by what it is about."""
    assert seen.keys() >= {f"of {buyer.name}" for buyer in BUYERS}
    assert seen.keys() >= {f"from {source}" for source in SOURCES}
    assert len(articles) > 250, len(articles)
    assert min(seen[kind] for kind in ("alone", "together", "gross only", "in CHF", "foretold", "per many")) >= 50
    assert seen["by a tier"] >= 20, seen
    assert seen["on another tier together"] >= 10, seen
    assert min(seen["FREIGHT"], seen["SMALL_ORDER"], seen["requests"]) >= 2


def chosen(
    assortment: Mapping[str, tuple[int, int]], count: int, chance: random.Random, small: bool
) -> list[tuple[str, int]]:
    """Articles with order units; an article may come several times."""
    known = [sku for sku in KNOWN if sku in assortment]
    some = chance.sample(sorted(assortment), ARTICLES)
    lines = []
    for _ in range(count):
        sku = chance.choice(known if chance.random() < OF_KNOWN else some)
        minimum, step = assortment[sku]
        more = 0 if small else chance.choice([0, 0, 1, 3, 4, 9, 18, 24, 49, 99, chance.randint(1, 2_000)])
        lines.append((sku, minimum + step * -(-more // step)))
    return lines


async def fill_stock(shop: Shop, skus: set[str]) -> None:
    stock = shop.house.house.services["stock"]
    for sku in sorted(skus):
        found = Correction(sku, "DE-N", EVERYWHERE, "Inventur")
        assert await correct_stock(stock, "user:logistics", f"fill {sku}", found) is None


async def agreed(shop: Shop, buyer: Buyer, day: date, lines: Sequence[tuple[str, int]]) -> Counter[str]:
    """Orders the lines on the day, compares what all surfaces tell of them, and counts what was met."""
    house, who = shop.house, buyer.name
    totals: Counter[str] = Counter()
    for sku, quantity in lines:
        totals[sku] += quantity
    shop.on(day - timedelta(days=buyer.ahead))
    foretold = await prices_of_day(house, who, totals, day) if buyer.ahead else {}
    shop.on(day)
    listed = await list_prices(house, who, totals)
    seen_by_staff = await sources(house, Person(buyer.staff, buyer.company), totals)
    pages = {sku: await page(house, who, sku, quantity) for sku, quantity in totals.items()}
    cart = await filled_cart(house, who, [(sku, quantity, f"Zeile {n}") for n, (sku, quantity) in enumerate(lines)])
    order = await ordered(house, who, cart, buyer.country, requests=buyer.requests)
    pdf = await confirmation(house, who, order["number"])
    paper = shop.papers[-1]
    sums = Sums.of(order)
    seen: Counter[str] = Counter()
    for (sku, quantity), in_cart, in_order, on_paper in zip(
        lines, cart["lines"], order["lines"], paper.lines, strict=True
    ):
        case = f"{who}, {quantity} of {sku} (of {totals[sku]}) on {day}"
        told, line = Amounts.of(pages[sku]["price"]), Amounts.of(in_cart, LINE)
        assert in_cart["product"]["sku"] == in_order["product"]["sku"] == on_paper.sku == sku, case
        assert in_cart["quantity"] == in_order["quantity"] == on_paper.quantity == quantity, case
        assert in_cart["problem"] is None, case
        assert told == listed[sku] == foretold.get(sku, told), case
        assert told == seen_by_staff[sku][0] or buyer.private, case
        assert (line.net, line.gross, line.currency) == (told.net, told.gross, told.currency), case
        assert line == (told if totals[sku] == quantity else of_several(told, pages[sku], quantity, sums)), case
        assert Amounts.of(in_order, LINE) == line, case
        assert on_paper.amounts is not None, case
        unit, whole = (line.gross, line.line_gross) if buyer.private else (line.net, line.line_net)
        assert (on_paper.amounts.unit, on_paper.amounts.total) == (unit, whole), case
        assert (paper.currency, on_paper.amounts.per) == (line.currency, pages[sku]["units"]["priceQuantity"]), case
        assert (line.net is None) == buyer.private, case
        seen += met(pages[sku], quantity, totals[sku], seen_by_staff[sku][1], line)
    add_up(cart, order, paper)
    written = written_amounts(pdf)
    assert written[: 2 * len(lines)] == [
        amount for line in paper.lines if line.amounts for amount in (line.amounts.unit, line.amounts.total)
    ]
    assert {sums.tax, sums.gross, sums.net or sums.gross} <= {*written[2 * len(lines) :]}
    seen.update({f"of {who}": len(lines), "foretold": len(lines) if buyer.ahead else 0})
    seen.update([*sums.charges, *(["requests"] if buyer.requests else [])])
    return seen


def of_several(told: Amounts, product: Mapping[str, Any], quantity: int, sums: Sums) -> Amounts:
    """A line among several of its article: the unit price is that of all of them, the amount its own (DOMAIN 5.3)."""
    units = product["units"]
    share = Decimal(quantity * units["orderContent"]) / (units["priceContent"] * units["priceQuantity"])
    assert told.gross is not None
    assert sums.rate is not None
    if told.net is None:
        return Amounts(None, told.gross, None, cents(told.gross * share), told.currency)
    net = cents(told.net * share)
    return Amounts(told.net, told.gross, net, net + cents(net * sums.rate / 100), told.currency)


def add_up(cart: Mapping[str, Any], order: Mapping[str, Any], paper: Confirmation) -> None:
    """Lines, charges and tax are what is to be paid, and that is the same in cart, order and confirmation."""
    sums = Sums.of(order)
    assert Sums.of(cart) == sums
    lines = [Amounts.of(line, LINE) for line in order["lines"]]
    assert sums.rate is not None
    if sums.net is None:
        gross = sum((line.line_gross or 0 for line in lines), Decimal(0)) + sum(
            g or 0 for _, g in sums.charges.values()
        )
        expected = (None, cents(gross * sums.rate / (100 + sums.rate)), gross)
    else:
        net = sum((line.line_net or 0 for line in lines), Decimal(0)) + sum(n or 0 for n, _ in sums.charges.values())
        tax = cents(net * sums.rate / 100)
        expected = (net, tax, net + tax)
    assert (sums.net, sums.tax, sums.gross) == expected
    assert paper.totals is not None
    assert (paper.totals.net, paper.totals.tax, paper.totals.gross, paper.totals.tax_rate) == (*expected, sums.rate)
    charged = {charge.kind.upper(): charge.amount for charge in paper.charges}
    assert charged == {kind: gross if net is None else net for kind, (net, gross) in sums.charges.items()}


def met(product: Mapping[str, Any], quantity: int, together: int, source: str | None, line: Amounts) -> Counter[str]:
    """What one case is an example of."""
    units, price = product["units"], product["price"]
    starts = [tier["fromQuantity"] for tier in price["tiers"] or ()]
    reached, alone = (sum(start <= count * units["orderContent"] for start in starts) for count in (together, quantity))
    told = {
        "lines": True,
        "alone" if quantity == together else "together": True,
        f"from {source}": True,
        "by a tier": reached > 1,
        "on another tier together": reached > alone,
        "gross only": line.net is None,
        "in CHF": line.currency == "CHF",
        "per many": units["priceQuantity"] * units["priceContent"] > 1,
    }
    return Counter(name for name, holds in told.items() if holds)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
