"""The determination of prices against a slow, straightforward one, on conditions drawn at random."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from subgraphs.prices.rules.conditions import (
    DiscountAgreement,
    MarketPrice,
    NetPrice,
    PriceSource,
    ProductPricing,
    Promotion,
    Tier,
    Units,
)
from subgraphs.prices.rules.price import price
from subgraphs.prices.rules.terms import Terms
from tests.kit.pricing import (
    CLASS,
    DAY,
    GROUP,
    PARENT,
    STRANGER,
    VOGT,
    article,
    discounts,
    list_price,
    net_price,
    promotion,
    terms,
)

PARTIES = (VOGT, PARENT, GROUP, CLASS)
days = st.integers(0, 6).map(lambda number: DAY + timedelta(days=number - 3))
amounts = st.integers(1, 20_000).map(lambda cents: Decimal(cents) / 100)
percents = st.sampled_from([Decimal(rate) for rate in ("2.5", "5", "10", "33.3333", "40")])
graduations = st.dictionaries(st.sampled_from([1, 5, 20, 100]), amounts, min_size=1).map(
    lambda told: tuple(Tier(quantity, amount) for quantity, amount in sorted(told.items()))
)
ends = st.one_of(st.none(), st.integers(0, 4))


def until(begin: date, length: int | None) -> date | None:
    return None if length is None else begin + timedelta(days=length)


list_prices = st.builds(
    lambda tiers, begin, length, per: replace(
        list_price("1", valid_from=begin, valid_until=until(begin, length), price_quantity=per), tiers=tiers
    ),
    graduations,
    days,
    ends,
    st.sampled_from([1, 10, 100]),
)
net_prices = st.builds(
    lambda source, party, tiers, begin, length, discountable: replace(
        net_price(source, "1", party, valid_from=begin, valid_until=until(begin, length), discountable=discountable),
        tiers=tiers,
    ),
    st.sampled_from([PriceSource.PROJECT, PriceSource.CONTRACT, PriceSource.CUSTOMER_LIST]),
    st.sampled_from([*PARTIES, STRANGER]),
    graduations,
    days,
    ends,
    st.booleans(),
)
agreements = st.builds(
    lambda party, rates, begin: replace(discounts(party=party, begin=begin), rates=tuple(rates)),
    st.sampled_from([*PARTIES, STRANGER]),
    st.lists(percents, min_size=1, max_size=3),
    days,
)
promotions = st.builds(
    lambda net, campaign, begin, length: replace(
        promotion("1", campaign=campaign, valid_from=begin, valid_until=begin + timedelta(days=length)), net=net
    ),
    amounts,
    st.sampled_from(["autumn", "winter"]),
    days,
    st.integers(0, 4),
)
products = st.builds(
    lambda units, prices, net, agreed, promoted: article(
        units,
        prices=tuple(first_of_equal(prices, lambda row: row.valid_from)),
        net_prices=tuple(first_of_equal(net, lambda row: (row.source, row.party, row.valid_from))),
        agreements=tuple(first_of_equal(agreed, lambda row: (row.party, row.valid_from))),
        promotions=tuple(first_of_equal(promoted, lambda row: (row.campaign, row.valid_from))),
    ),
    st.builds(Units, st.sampled_from([1, 10]), st.sampled_from([1, 10]), st.sampled_from([1, 100])),
    st.lists(list_prices, max_size=3),
    st.lists(net_prices, max_size=5),
    st.lists(agreements, max_size=4),
    st.lists(promotions, max_size=3),
)
buyers = st.builds(
    lambda best, total: terms(best_price=best, total_tier_quantity=total), st.booleans(), st.sampled_from([None, 60])
)


def first_of_equal(rows, key):  # type: ignore[no-untyped-def]
    """Import refuses rows with equal dates; so none are drawn."""
    return [next(group) for _, group in itertools.groupby(sorted(rows, key=lambda row: repr(key(row))), key=key)]


def oracle(product: ProductPricing, of: Terms, quantity: int, day: date) -> tuple[PriceSource, Decimal] | None:
    """The sentences of the domain one after the other, on exact fractions, by going through all rows each time."""
    pieces = max(quantity * product.units.order_content, of.total_tier_quantity or 0)

    def holds(row: MarketPrice | NetPrice | DiscountAgreement | Promotion) -> bool:
        return row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)

    def amount(row: MarketPrice | NetPrice) -> Fraction | None:
        reached = [tier for tier in row.tiers if tier.from_quantity <= pieces]
        per = Fraction(product.units.price_quantity, row.price_quantity)
        return Fraction(reached[-1].amount) * per if reached else None

    def newest(rows):  # type: ignore[no-untyped-def]
        found = None
        for row in rows:
            if holds(row) and (found is None or row.valid_from > found.valid_from):
                found = row
        return found

    listed = newest(product.conditions.prices)
    list_amount = None if listed is None else amount(listed)
    chain: tuple[Decimal, ...] = ()
    if listed is not None:
        for party in reversed(of.parties):
            agreed = newest([row for row in product.conditions.agreements if row.party == party])
            chain = chain if agreed is None else agreed.rates

    def discounted(net: Fraction) -> Fraction:
        for rate in chain:
            net -= net * Fraction(rate) / 100
        return net

    def negotiated(source: PriceSource) -> Fraction | None:
        for party in of.parties:
            rows = [row for row in product.conditions.net_prices if row.source is source and row.party == party]
            for row in sorted(filter(holds, rows), key=lambda row: row.valid_from, reverse=True):
                net = amount(row)
                if net is not None:
                    return discounted(net) if row.discountable else net
        return None

    project = negotiated(PriceSource.PROJECT)
    if project is not None:
        return PriceSource.PROJECT, rounded(project)
    regular: tuple[PriceSource, Fraction] | None = None
    if list_amount is not None:
        regular = PriceSource.LIST_DISCOUNTS, discounted(list_amount)
    for source in (PriceSource.CUSTOMER_LIST, PriceSource.CONTRACT):
        net = negotiated(source)
        if net is not None:
            route = None if list_amount is None else discounted(list_amount)
            cut = of.best_price and route is not None and route < net
            regular = (PriceSource.LIST_DISCOUNTS, route) if cut and route is not None else (source, net)
    candidates = [] if regular is None else [(regular[0], rounded(regular[1]))]
    for campaign in ("autumn", "winter"):
        row = newest([row for row in product.conditions.promotions if row.campaign == campaign])
        if row is not None:
            candidates.append((PriceSource.PROMOTION, rounded(Fraction(row.net) * product.units.price_quantity)))
    return min(candidates, key=lambda found: found[1], default=None)


def rounded(amount: Fraction, places: str = "0.0001") -> Decimal:
    """Half up, on the exact fraction."""
    step = Fraction(places)
    return Decimal(int(amount / step + Fraction(1, 2))) * Decimal(places)


def test_the_oracle_rounds_half_up() -> None:
    assert rounded(Fraction("0.00005")) == Decimal("0.00005").quantize(Decimal("0.0001"), ROUND_HALF_UP)


@settings(max_examples=400, deadline=None)
@given(products, buyers, st.integers(1, 120))
def test_the_price_is_what_the_sentences_of_the_domain_say(product: ProductPricing, of: Terms, quantity: int) -> None:
    expected = oracle(product, of, quantity, DAY)
    found = price(product, of, quantity, DAY).own
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert (found.source, found.net) == expected
    line = Fraction(expected[1]) * quantity * product.units.order_content
    line /= product.units.price_content * product.units.price_quantity
    assert found.line_net == rounded(line, "0.01")
    assert found.steps[-1].amount == found.net


@settings(max_examples=150, deadline=None)
@given(products, st.integers(1, 120))
def test_a_tier_never_lies(product: ProductPricing, quantity: int) -> None:
    """The price asked for a quantity is the one that the list of tiers promised for it."""
    pieces = quantity * product.units.order_content
    found = price(product, terms(), quantity, DAY).own
    tiers = [] if found is None else [tier for tier in found.tiers if tier.from_quantity <= pieces]
    assert (found and found.net) == (tiers[-1].net if tiers else None)


@settings(max_examples=150, deadline=None)
@given(products)
def test_what_is_announced_is_what_will_be_charged_unless_a_promotion_begins(product: ProductPricing) -> None:
    found, begun = price(product, terms(known_until=DAY + timedelta(days=10)), 1, DAY).own, _only_begun(product)
    for later in () if found is None else found.announced:
        then, without = price(product, terms(), 1, later.valid_from).own, price(begun, terms(), 1, later.valid_from).own
        assert then is not None
        assert without is not None
        assert then.net <= without.net == later.net


def _only_begun(product: ProductPricing) -> ProductPricing:
    begun = tuple(row for row in product.conditions.promotions if row.valid_from <= DAY)
    return replace(product, conditions=replace(product.conditions, promotions=begun))


@settings(max_examples=150, deadline=None)
@given(products)
def test_no_price_becomes_another_unannounced(product: ProductPricing) -> None:
    """But for promotions that are yet to begin, of which nobody is told."""
    product = _only_begun(product)
    last = DAY + timedelta(days=10)
    found = price(product, terms(known_until=last), 1, DAY).own
    told = {} if found is None else {DAY: found.net} | {later.valid_from: later.net for later in found.announced}
    for day in (DAY + timedelta(days=number) for number in range(11)):
        then = price(product, terms(), 1, day).own
        if found is not None and then is not None:
            assert then.net == told[max(known for known in told if known <= day)]


@settings(max_examples=100, deadline=None)
@given(products)
def test_what_others_have_agreed_changes_nothing(product: ProductPricing) -> None:
    conditions = replace(
        product.conditions,
        net_prices=tuple(row for row in product.conditions.net_prices if row.party != STRANGER),
        agreements=tuple(row for row in product.conditions.agreements if row.party != STRANGER),
    )
    alone = replace(product, conditions=conditions)
    assert price(product, terms(), 7, DAY) == price(alone, terms(), 7, DAY)
