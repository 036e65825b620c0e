"""What an order costs beside its goods (DOMAIN 5.2): freight by country up to a limit, a surcharge on small orders.

Amounts and limits are stated net; for private buyers both follow by the tax rate, since their truth is gross.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from subgraphs.common.money import half_up
from subgraphs.prices.rules.conditions import Market
from subgraphs.prices.rules.rounding import HUNDRED, with_tax
from subgraphs.prices.rules.terms import Channel, Terms


class ChargeKind(enum.Enum):
    FREIGHT = "freight"
    SMALL_ORDER = "small_order"


@dataclass(frozen=True, slots=True)
class Freight:
    """What a delivery to `market.country` costs, paid in `market.currency`; a country without one is not charged."""

    market: Market
    valid_from: date
    net: Decimal
    free_from: Decimal | None = None
    """Goods from this net amount on are delivered free."""


@dataclass(frozen=True, slots=True)
class SmallOrderSurcharge:
    """What buyers of a channel and a market pay on top when their goods stay below a net amount."""

    channel: Channel
    market: Market
    valid_from: date
    net: Decimal
    below: Decimal


@dataclass(frozen=True, slots=True)
class Tariff:
    """Every row that may bear on the charges of an order."""

    freights: tuple[Freight, ...] = ()
    surcharges: tuple[SmallOrderSurcharge, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """`net` is None for private buyers; `gross` is the charge as if it stood alone, None where no tax rate is known."""

    kind: ChargeKind
    net: Decimal | None
    gross: Decimal | None


class Begun(Protocol):
    @property
    def valid_from(self) -> date: ...


BegunRow = TypeVar("BegunRow", bound=Begun)


def charges(
    tariff: Tariff, terms: Terms, ship_to: str, goods: Decimal, tax: Decimal | None, day: date
) -> Iterator[Charge]:
    """The charges on goods of this amount, net or for private buyers gross; `ship_to` is an ISO 3166-1 country."""
    there = Market(ship_to, terms.market.currency)
    freight = _newest((row for row in tariff.freights if row.market == there), day)
    if freight is not None and not _reached(goods, freight.free_from, terms, tax):
        yield _charge(ChargeKind.FREIGHT, freight.net, terms, tax)
    mine = (row for row in tariff.surcharges if row.channel is terms.channel and row.market == terms.market)
    surcharge = _newest(mine, day)
    if surcharge is not None and not _reached(goods, surcharge.below, terms, tax):
        yield _charge(ChargeKind.SMALL_ORDER, surcharge.net, terms, tax)


def _newest(rows: Iterable[BegunRow], day: date) -> BegunRow | None:
    return max((row for row in rows if row.valid_from <= day), key=lambda row: row.valid_from, default=None)


def _reached(goods: Decimal, limit: Decimal | None, terms: Terms, tax: Decimal | None) -> bool:
    """Whether the goods come to the limit; a limit that cannot be told gross is never reached."""
    asked = limit if limit is None or not _private(terms) else _gross(limit, tax)
    return asked is not None and goods >= asked


def _charge(kind: ChargeKind, net: Decimal, terms: Terms, tax: Decimal | None) -> Charge:
    if _private(terms):
        return Charge(kind, None, _gross(net, tax))
    return Charge(kind, half_up(net), None if tax is None else half_up(net) + half_up(half_up(net) * tax / HUNDRED))


def _gross(net: Decimal, tax: Decimal | None) -> Decimal | None:
    return None if tax is None else half_up(with_tax(net, tax))


def _private(terms: Terms) -> bool:
    return terms.channel is Channel.PRIVATE
