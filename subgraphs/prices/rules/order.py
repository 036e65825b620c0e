"""`price_order`: the price of a whole order, by the same determination as the price of one article.

Tiers count each article over the whole order; charges stand as lines of their own and are part of the totals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from subgraphs.prices.rules.charges import Charge, Tariff, charges
from subgraphs.prices.rules.conditions import ProductPricing
from subgraphs.prices.rules.price import OwnPrice, price
from subgraphs.prices.rules.terms import Channel, Terms
from subgraphs.prices.rules.totals import NOTHING, Totals, gross_totals, net_totals


@dataclass(frozen=True, slots=True)
class OrderLine:
    """`quantity` is in order units; several lines may be of one article."""

    position: int
    product: ProductPricing
    quantity: int


@dataclass(frozen=True, slots=True)
class LinePrice:
    """`own` is None where no price is stated for this buyer."""

    position: int
    own: OwnPrice | None


@dataclass(frozen=True, slots=True)
class OrderPrice:
    """Amounts are in the currency of the terms; the totals are those of the priced lines and the charges."""

    currency: str
    tax_percent: Decimal | None
    lines: tuple[LinePrice, ...]
    charges: tuple[Charge, ...]
    totals: Totals


def price_order(lines: Sequence[OrderLine], terms: Terms, ship_to: str, tariff: Tariff, day: date) -> OrderPrice:
    """The price of these lines, ordered together on `day` and delivered to `ship_to` (ISO 3166-1 country).

    The tax rate is that of the buyer's market. An order of which nothing is priced has neither charges nor totals.
    The caller keeps `day` within `terms.known_until`.
    """
    pieces: Counter[str] = Counter()
    for line in lines:
        pieces[line.product.sku] += line.quantity * line.product.units.order_content
    results = [
        price(line.product, replace(terms, total_tier_quantity=pieces[line.product.sku]), line.quantity, day)
        for line in lines
    ]
    tax = results[0].tax_percent if results else None
    goods = [result.own.charged for result in results if result.own is not None]
    charged = tuple(charges(tariff, terms, ship_to, sum(goods, NOTHING), tax, day)) if goods else ()
    return OrderPrice(
        currency=terms.market.currency,
        tax_percent=tax,
        lines=tuple(LinePrice(line.position, result.own) for line, result in zip(lines, results, strict=True)),
        charges=charged,
        totals=_totals(goods, charged, terms, tax) if goods else Totals(),
    )


def _totals(goods: Sequence[Decimal], charged: Sequence[Charge], terms: Terms, tax: Decimal | None) -> Totals:
    """Unknown as a whole where a charge cannot be told: a sum without it would be too low."""
    private = terms.channel is Channel.PRIVATE
    amounts = [charge.gross if private else charge.net for charge in charged]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return Totals()
    return gross_totals([*goods, *known], tax) if private else net_totals([*goods, *known], tax)
