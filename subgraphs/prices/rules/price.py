"""`price`: everything the portal says about the price of one article to one buyer on one day."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from subgraphs.common.money import half_up
from subgraphs.prices.rules.conditions import (
    DiscountAgreement,
    MarketPrice,
    NetPrice,
    PriceKind,
    PriceSource,
    ProductPricing,
)
from subgraphs.prices.rules.determination import determine
from subgraphs.prices.rules.rounding import HUNDRED, for_units, line_amount, unit_price, with_tax, without_tax
from subgraphs.prices.rules.sources import Candidate, Question, Step, direct_amounts
from subgraphs.prices.rules.terms import Terms

LOW_BELOW = Decimal(15)
HIGH_FROM = Decimal(35)


class MarginBand(enum.Enum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class DirectPrice:
    net: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True)
class RecommendedPrice:
    gross: Decimal
    valid_from: date


@dataclass(frozen=True, slots=True)
class TierPrice:
    """`net` is None for a private buyer, `gross` where no tax rate is known."""

    from_quantity: int
    net: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True)
class Announced:
    valid_from: date
    net: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """What this buyer pays: per price unit, and for the line. For private buyers gross is the truth and net None."""

    net: Decimal | None
    gross: Decimal | None
    charged: Decimal
    """For the line, half up to cents: `line_net`, for private buyers `line_gross`."""
    line_net: Decimal | None
    line_gross: Decimal | None
    tiers: tuple[TierPrice, ...]
    steps: tuple[Step, ...]
    source: PriceSource
    announced: tuple[Announced, ...]
    margin: Decimal | None
    """Percent of net, two places."""
    margin_band: MarginBand | None


@dataclass(frozen=True, slots=True)
class PriceResult:
    """Amounts are in the currency of the terms, per `price_quantity` price units of the article."""

    currency: str
    direct: DirectPrice | None
    recommended: RecommendedPrice | None
    list_price: Decimal | None
    discount_group: str | None
    tax_percent: Decimal | None
    cost: Decimal | None
    own: OwnPrice | None

    @property
    def is_empty(self) -> bool:
        """Nothing is stated or agreed about the article in this market."""
        parts = (self.direct, self.recommended, self.list_price, self.cost, self.own)
        return all(part is None for part in parts)


def price(product: ProductPricing, terms: Terms, quantity: int, day: date) -> PriceResult:
    """The price of `quantity` order units on `day` (DOMAIN 5.1 to 5.3).

    Tiers count the terms' `total_tier_quantity`, else this quantity, in base units. `own` is None for somebody who buys
    nothing here and where nothing is agreed or stated. The caller keeps `day` within `terms.known_until`.
    """
    pieces = quantity * product.units.order_content
    question = Question(product, terms, max(pieces, terms.total_tier_quantity or 0), day)
    net, gross = direct_amounts(question)
    list_row = question.market_price(PriceKind.LIST)
    recommended = question.market_price(PriceKind.RECOMMENDED)
    cost = question.stated(question.market_price(PriceKind.COST))
    found = None if terms.channel is None else determine(question)
    return PriceResult(
        currency=terms.market.currency,
        direct=None if net is None and gross is None else DirectPrice(_shown(net), _shown(gross)),
        recommended=None if recommended is None else _recommended(recommended, product),
        list_price=_shown(question.stated(list_row)),
        discount_group=None if list_row is None else list_row.discount_group,
        tax_percent=question.tax,
        cost=_shown(cost),
        own=None if found is None else _own(question, found, pieces, cost),
    )


def _own(question: Question, found: Candidate, pieces: int, cost: Decimal | None) -> OwnPrice:
    units = question.product.units
    net, gross = _net_and_gross(question, found.amount)
    line = line_amount(found.amount, pieces, units)
    line_gross = line if question.private else None
    if not question.private and question.tax is not None:
        line_gross = line + half_up(line * question.tax / HUNDRED)
    margin = _margin(question, found, cost)
    return OwnPrice(
        net=net,
        gross=gross,
        charged=line,
        line_net=None if question.private else line,
        line_gross=line_gross,
        tiers=tuple(_tiers(question)),
        steps=found.steps,
        source=found.source,
        announced=tuple(_announced(question, found)),
        margin=None if margin is None else half_up(margin),
        margin_band=None if margin is None else margin_band(margin),
    )


def margin_band(margin: Decimal) -> MarginBand:
    """LOW below 15 %, HIGH from 35 % on."""
    if margin < LOW_BELOW:
        return MarginBand.LOW
    return MarginBand.MEDIUM if margin < HIGH_FROM else MarginBand.HIGH


def _net_and_gross(question: Question, amount: Decimal) -> tuple[Decimal | None, Decimal | None]:
    if question.private:
        return None, amount
    return amount, None if question.tax is None else unit_price(with_tax(amount, question.tax))


def _tiers(question: Question) -> Iterator[TierPrice]:
    """What is charged from each quantity on, whichever source then holds; only quantities that change it."""
    before: Decimal | None = None
    for quantity in sorted({1, *_tier_quantities(question)}):
        found = determine(replace(question, quantity=quantity))
        if found is not None and found.amount != before:
            before = found.amount
            yield TierPrice(quantity, *_net_and_gross(question, found.amount))


def _tier_quantities(question: Question) -> Iterator[int]:
    conditions, terms = question.product.conditions, question.terms
    for row in conditions.prices:
        if row.market == terms.market:
            yield from (tier.from_quantity for tier in row.tiers)
    for agreed in conditions.net_prices:
        if agreed.party in terms.parties:
            yield from (tier.from_quantity for tier in agreed.tiers)
    if terms.binding is not None:
        yield terms.binding.least_quantity


def _announced(question: Question, found: Candidate) -> Iterator[Announced]:
    """The days on which the buyer's own price will change, as far ahead as he may know.

    Promotions that are yet to begin count for nothing: nobody is told of one before its launch, nor what it costs then.
    """
    question, before = _without_coming_promotions(question), found.amount
    for day in sorted(set(_changing_days(question))):
        if question.day < day <= question.terms.known_until:
            later = determine(replace(question, day=day))
            if later is not None and later.amount != before:
                before = later.amount
                yield Announced(day, *_net_and_gross(question, later.amount))


def _changing_days(question: Question) -> Iterator[date]:
    """The first day of what begins and the day after the last of what ends."""
    conditions, terms = question.product.conditions, question.terms
    prices = [row for row in conditions.prices if row.market == terms.market]
    agreed: list[NetPrice | DiscountAgreement] = [*conditions.net_prices, *conditions.agreements]
    agreed = [row for row in agreed if row.party in terms.parties]
    yield from (row.valid_from for row in (*prices, *agreed))
    lasts = [row.valid_until for row in (*prices, *agreed, *conditions.promotions)]
    if terms.binding is not None:
        lasts.append(terms.binding.valid_until)
    ends = (last for last in lasts if last is not None and last < date.max)  # 9999-12-31: an ERP's never
    yield from (last + timedelta(days=1) for last in ends)


def _without_coming_promotions(question: Question) -> Question:
    conditions = question.product.conditions
    begun = tuple(row for row in conditions.promotions if row.valid_from <= question.day)
    return replace(question, product=replace(question.product, conditions=replace(conditions, promotions=begun)))


def _margin(question: Question, found: Candidate, cost: Decimal | None) -> Decimal | None:
    net: Decimal | None = found.amount
    if question.private:
        net = None if question.tax is None else without_tax(found.amount, question.tax)
    return None if cost is None or not net else (net - cost) / net * HUNDRED


def _recommended(row: MarketPrice, product: ProductPricing) -> RecommendedPrice:
    """What is recommended for the smallest quantity: a recommendation to resellers knows no order."""
    smallest = min(row.tiers, key=lambda tier: tier.from_quantity)
    amount = for_units(smallest.amount, row.price_quantity, product.units)
    return RecommendedPrice(unit_price(amount), row.valid_from)


def _shown(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else unit_price(amount)
