"""The price of a whole order, decided alone: it is the price of its articles, added up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from subgraphs.prices.rules.charges import ChargeKind, Freight, SmallOrderSurcharge, Tariff
from subgraphs.prices.rules.conditions import PriceSource, ProductPricing, Units
from subgraphs.prices.rules.order import OrderLine, price_order
from subgraphs.prices.rules.price import price
from subgraphs.prices.rules.terms import Channel
from subgraphs.prices.rules.totals import Totals
from tests.kit.pricing import BEGIN, DAY, GERMANY, article, direct_price, discounts, list_price, net_price, terms

TARIFF = Tariff(
    (Freight(GERMANY, BEGIN, Decimal("6.90"), Decimal(150)),),
    (SmallOrderSurcharge(Channel.DEALER, GERMANY, BEGIN, Decimal(5), Decimal(50)),),
)
CHEAP = replace(article(prices=direct_price("7.99", "9.51")), sku="HW-4004")
UNPRICED = replace(article(), sku="HW-1007")


def stated(number: int, listed: Decimal, tiered: Decimal, units: Units) -> ProductPricing:
    """An article with a list price, a contract price from 20 base units on, and a direct price."""
    conditions = article(
        prices=(list_price(str(listed)), *direct_price(str(tiered), str(tiered * 2))),
        net_prices=(net_price(PriceSource.CONTRACT, {20: str(tiered)}),),
        agreements=(discounts("40", "10", "5"),),
    ).conditions
    return ProductPricing(f"HW-{number}", units, conditions)


amounts = st.integers(1, 50_000).map(lambda cents: Decimal(cents) / 100)
units = st.builds(Units, st.sampled_from([1, 10]), st.sampled_from([1, 10]), st.sampled_from([1, 100]))
assortments = st.tuples(*(st.builds(stated, st.just(number), amounts, amounts, units) for number in range(3)))
orders = assortments.flatmap(
    lambda articles: st.lists(st.tuples(st.sampled_from(articles), st.integers(1, 40)), min_size=1, max_size=12)
).map(lambda told: [OrderLine(position, *line) for position, line in enumerate(told, 1)])
channels = st.sampled_from(list(Channel))


def test_ten_lines_of_7_99_are_taxed_once() -> None:
    lines = [OrderLine(position, CHEAP, 1) for position in range(1, 11)]
    order = price_order(lines, terms(Channel.FIRM), "DE", Tariff(), DAY)
    assert order.totals == Totals(Decimal("79.90"), Decimal("15.18"), Decimal("95.08"))
    line_by_line = sum(line.own.line_gross or 0 for line in order.lines if line.own is not None)
    assert line_by_line == Decimal("95.10"), "two cents more"


def test_a_tier_is_reached_by_all_lines_of_the_article_together() -> None:
    tiered = stated(1, Decimal(100), Decimal(40), Units())
    apart = price_order([OrderLine(1, tiered, 19)], terms(), "DE", Tariff(), DAY)
    together = price_order([OrderLine(1, tiered, 19), OrderLine(2, tiered, 1)], terms(), "DE", Tariff(), DAY)
    assert [line.own and line.own.net for line in apart.lines] == [Decimal("51.30")]
    assert [line.own and line.own.net for line in together.lines] == [Decimal("40.00")] * 2


def test_tiers_count_pieces_whatever_the_article_is_ordered_by() -> None:
    """Two boxes of ten are the twenty pieces of the tier; a price is for one piece."""
    boxed = stated(1, Decimal(100), Decimal(40), Units(order_content=10))
    order = price_order([OrderLine(1, boxed, 1), OrderLine(2, boxed, 1)], terms(), "DE", Tariff(), DAY)
    assert [line.own and line.own.line_net for line in order.lines] == [Decimal("400.00")] * 2


def test_lines_of_another_article_reach_no_tier() -> None:
    tiered, other = (stated(number, Decimal(100), Decimal(40), Units()) for number in (1, 2))
    order = price_order([OrderLine(1, tiered, 19), OrderLine(2, other, 19)], terms(), "DE", Tariff(), DAY)
    assert [line.own and line.own.net for line in order.lines] == [Decimal("51.30")] * 2


def test_what_is_not_priced_adds_nothing() -> None:
    order = price_order([OrderLine(1, UNPRICED, 5), OrderLine(2, CHEAP, 1)], terms(Channel.FIRM), "DE", TARIFF, DAY)
    assert [line.own is not None for line in order.lines] == [False, True]
    assert order.totals.net == Decimal("7.99") + Decimal("6.90")


def test_an_order_of_which_nothing_is_priced_has_no_charges_and_no_totals() -> None:
    order = price_order([OrderLine(1, UNPRICED, 5)], terms(), "DE", TARIFF, DAY)
    assert (order.charges, order.totals) == ((), Totals())


def test_a_total_with_a_charge_that_cannot_be_told_is_not_told() -> None:
    untaxed = replace(CHEAP, conditions=replace(CHEAP.conditions, tax_rates=()))
    order = price_order([OrderLine(1, untaxed, 1)], terms(Channel.PRIVATE), "DE", TARIFF, DAY)
    assert [charge.kind for charge in order.charges] == [ChargeKind.FREIGHT]
    assert order.totals == Totals()


@given(orders, channels)
def test_the_total_is_that_of_en_16931(lines: list[OrderLine], channel: Channel) -> None:
    """Lines and charges added up exactly, the tax on the sum rounded once (BR-CO-10 to BR-CO-17)."""
    order = price_order(lines, terms(channel), "DE", TARIFF, DAY)
    private = channel is Channel.PRIVATE
    parts = [line.own.line_gross if private else line.own.line_net for line in order.lines if line.own is not None]
    parts += [charge.gross if private else charge.net for charge in order.charges]
    cents = sum(Fraction(part) * 100 for part in parts if part is not None)
    tax = cents * 19 / (119 if private else 100)
    rounded = (tax + Fraction(1, 2)) // 1
    expected = (None, rounded, cents) if private else (cents, rounded, cents + rounded)
    told = (order.totals.net, order.totals.tax, order.totals.gross)
    assert tuple(None if amount is None else Fraction(amount) * 100 for amount in told) == expected


@given(orders, channels, st.randoms(use_true_random=False))
def test_the_order_of_lines_never_matters(lines: list[OrderLine], channel: Channel, chance: Random) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)
    one, other = (price_order(told, terms(channel), "DE", TARIFF, DAY) for told in (lines, shuffled))
    assert one.totals == other.totals
    assert one.charges == other.charges
    assert sorted(one.lines, key=lambda line: line.position) == sorted(other.lines, key=lambda line: line.position)


@given(orders, channels)
def test_an_article_that_stands_alone_costs_what_its_page_says(lines: list[OrderLine], channel: Channel) -> None:
    alone = [line for line in lines if sum(other.product.sku == line.product.sku for other in lines) == 1]
    order = price_order(lines, terms(channel), "DE", TARIFF, DAY)
    told = {line.position: line.own for line in order.lines}
    for line in alone:
        assert told[line.position] == price(line.product, terms(channel), line.quantity, DAY).own
