"""Each source of DOMAIN 5.1 by itself: what it asks for one article, or None when it does not hold.

Amounts are what the buyer is truly charged per price unit: net, for private buyers gross.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from subgraphs.common.money import half_up
from subgraphs.prices.rules import texts
from subgraphs.prices.rules.choosing import by_precedence, latest, market_price, tax_percent, tier_amount
from subgraphs.prices.rules.conditions import (
    DiscountAgreement,
    MarketPrice,
    NetPrice,
    Party,
    PriceKind,
    PriceSource,
    ProductPricing,
    Promotion,
)
from subgraphs.prices.rules.rounding import for_units, less, unit_price, with_tax, without_tax
from subgraphs.prices.rules.terms import Channel, Terms


@dataclass(frozen=True, slots=True)
class Question:
    """One article, one buyer, one day; `quantity` in base units is what tiers count."""

    product: ProductPricing
    terms: Terms
    quantity: int
    day: date

    @property
    def private(self) -> bool:
        return self.terms.channel is Channel.PRIVATE

    def rounded(self, amount: Decimal) -> Decimal:
        """Private buyers pay whole cents per price unit, others up to four places."""
        return half_up(amount) if self.private else unit_price(amount)

    @property
    def tax(self) -> Decimal | None:
        return tax_percent(self.product.conditions.tax_rates, self.terms.market.country, self.day)

    def charged(self, net: Decimal) -> Decimal | None:
        """A net amount as this buyer is charged; None for a private buyer where no tax rate is known."""
        if not self.private:
            return net
        return None if self.tax is None else with_tax(net, self.tax)

    def market_price(self, kind: PriceKind) -> MarketPrice | None:
        return market_price(self.product.conditions.prices, kind, self.terms.market, self.day)

    def stated(self, price: MarketPrice | None) -> Decimal | None:
        """The amount of a market price at this quantity, for the price quantity of the article."""
        amount = None if price is None else tier_amount(price.tiers, self.quantity)
        return None if price is None or amount is None else for_units(amount, price.price_quantity, self.product.units)


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a price."""

    text: texts.Texts
    """What it says to the buyer, by language."""
    amount: Decimal
    source: str
    """The row behind it, for staff."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one source asks; `amount` is still exact."""

    source: PriceSource
    amount: Decimal
    steps: tuple[Step, ...]

    def then(self, text: texts.Texts, amount: Decimal, source: str) -> Candidate:
        return replace(self, amount=amount, steps=(*self.steps, Step(text, amount, source)))

    def noting(self, remark: str) -> Candidate:
        """The same with a remark for staff on its last step."""
        *before, last = self.steps
        return replace(self, steps=(*before, replace(last, source=f"{last.source}; {remark}")))


def _first(source: PriceSource, text: texts.Texts, amount: Decimal, told: str) -> Candidate:
    return Candidate(source, amount, (Step(text, amount, told),))


def binding(question: Question) -> Candidate | None:
    """An accepted quote or a blanket line, to its last day and from its quantity on."""
    bound = question.terms.binding
    if bound is None or question.day > bound.valid_until or question.quantity < bound.least_quantity:
        return None
    amount = question.charged(for_units(bound.net, bound.price_quantity, question.product.units))
    text = texts.QUOTED_PRICE if bound.source is PriceSource.QUOTE else texts.BLANKET_PRICE
    told = f"{bound.source.value} {bound.reference}"
    return None if amount is None else _first(bound.source, text, amount, told)


_AGREED = {
    PriceSource.PROJECT: texts.PROJECT_PRICE,
    PriceSource.CONTRACT: texts.CONTRACT_PRICE,
    PriceSource.CUSTOMER_LIST: texts.CUSTOMER_LIST_PRICE,
}


def agreed(question: Question, source: PriceSource) -> Candidate | None:
    """A project, contract or customer list price: nearest party, then latest row, whose lowest tier is reached."""
    rows = [
        row
        for row in question.product.conditions.net_prices
        if row.source is source and row.market == question.terms.market
    ]
    for row in by_precedence(rows, question.terms.parties, question.day):
        net = tier_amount(row.tiers, question.quantity)
        amount = None if net is None else question.charged(for_units(net, row.price_quantity, question.product.units))
        if amount is not None:
            candidate = _first(source, _AGREED[source], amount, _told(row))
            return discounted(question, candidate) if row.discountable else candidate
    return None


def list_route(question: Question) -> Candidate | None:
    """The list price of the market less the chained discounts of the buyer's agreement."""
    price = question.market_price(PriceKind.LIST)
    amount = question.stated(price)
    if price is None or amount is None:
        return None
    return discounted(question, _first(PriceSource.LIST_DISCOUNTS, texts.LIST_PRICE, amount, _told_market(price)))


def direct_amounts(question: Question) -> tuple[Decimal | None, Decimal | None]:
    """The direct price net and gross, from the latest day either is stated; the one not stated follows by tax."""
    rows = {kind: question.market_price(kind) for kind in (PriceKind.DIRECT_NET, PriceKind.DIRECT_GROSS)}
    newest = max((row.valid_from for row in rows.values() if row is not None), default=None)
    net, gross = (
        question.stated(row) if row is not None and row.valid_from == newest else None for row in rows.values()
    )
    if question.tax is not None:
        if net is None and gross is not None:
            net = unit_price(without_tax(gross, question.tax))
        elif gross is None and net is not None:
            gross = unit_price(with_tax(net, question.tax))
    return net, gross


def direct(question: Question) -> Candidate | None:
    """The direct price less the direct customer's own discounts, down to the floor of our direct price."""
    net, gross = direct_amounts(question)
    amount = gross if question.private else net
    if amount is None:
        return None
    told = f"direct price {question.terms.market.country}"
    return not_below_floor(question, discounted(question, _first(PriceSource.DIRECT, texts.DIRECT_PRICE, amount, told)))


def promotion(question: Question) -> Candidate | None:
    """The lowest of the campaigns that speak to this buyer; within one campaign the latest row."""
    channel = question.terms.channel
    campaigns: dict[str, list[Promotion]] = {}
    for row in question.product.conditions.promotions:
        if channel is not None and row.way is channel.way and row.market == question.terms.market:
            campaigns.setdefault(row.campaign, []).append(row)
    newest = (latest(rows, question.day) for rows in campaigns.values())
    held = [row for row in newest if row is not None]
    return min(_candidates(question, held), key=lambda candidate: candidate.amount, default=None)


def _candidates(question: Question, promotions: Iterable[Promotion]) -> Iterable[Candidate]:
    for row in promotions:
        stated = row.gross if question.private else row.net
        if stated is not None:
            amount = for_units(stated, row.price_quantity, question.product.units)
            told = f"promotion {row.campaign} until {row.valid_until}"
            candidate = _first(PriceSource.PROMOTION, texts.promotion(row.names), amount, told)
            yield candidate if question.terms.channel is Channel.DEALER else not_below_floor(question, candidate)


def discounted(question: Question, candidate: Candidate) -> Candidate:
    """The discounts of the buyer's agreement on the article's discount group, each on what the one before left."""
    price = question.market_price(PriceKind.LIST)
    if price is None or price.discount_group is None:
        return candidate
    conditions = question.product.conditions
    agreement = _agreement(conditions.agreements, price.discount_group, question.terms.parties, question.day)
    if agreement is None:
        return candidate
    told = f"discount agreement {_party(agreement.party)} {agreement.discount_group} from {agreement.valid_from}"
    for rate in agreement.rates:
        candidate = candidate.then(texts.discount(rate), less(candidate.amount, rate), told)
    return candidate


def not_below_floor(question: Question, candidate: Candidate) -> Candidate:
    """Cuts a reduction of our own direct price at the floor: the list price less the most we allow.

    The floor limits reductions only: it never lifts a price above the direct price as it is stated.
    """
    rows = [row for row in question.product.conditions.floors if row.market == question.terms.market]
    held = [row for row in rows if row.valid_from <= question.day]
    list_amount = question.stated(question.market_price(PriceKind.LIST))
    if not held or list_amount is None:
        return candidate
    floor = max(held, key=lambda row: row.valid_from)
    least = question.charged(less(list_amount, floor.maximum_discount))
    net, gross = direct_amounts(question)
    stated = gross if question.private else net
    if least is None or stated is None or candidate.amount >= min(least, stated):
        return candidate
    told = f"floor: at most {floor.maximum_discount} % below list, from {floor.valid_from}"
    return candidate.then(texts.LOWEST_DIRECT_PRICE, min(least, stated), told)


def _agreement(
    agreements: Iterable[DiscountAgreement], group: str, parties: Sequence[Party], day: date
) -> DiscountAgreement | None:
    held = by_precedence((row for row in agreements if row.discount_group == group), parties, day)
    return held[0] if held else None


def _party(party: Party) -> str:
    return f"{party.kind.value} {party.id}"


def _told(row: NetPrice) -> str:
    reference = f" {row.reference}" if row.reference else ""
    return f"{row.source.value}{reference}, {_party(row.party)} from {row.valid_from}"


def _told_market(price: MarketPrice) -> str:
    return f"list {price.market.country} {price.market.currency} from {price.valid_from}"
