"""The sums of an order after a change, from the amounts agreed with it; nothing is priced anew (DOMAIN 5.3). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from subgraphs.common.money import half_up

HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a line or a charge costs; `net` is None for private buyers, for whom gross is the truth."""

    net: Decimal | None
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """`net` is None for private buyers, whose `tax` is part of `gross`; `tax` None where no rate is known."""

    net: Decimal | None
    tax: Decimal | None
    gross: Decimal


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price agreed for `per` base units."""

    amounts: Amounts
    per: int


def totals(parts: Iterable[Amounts], tax_rate: Decimal | None) -> Totals:
    """Of lines and charges: tax once on the sum, half up (EN 16931, BR-CO-17). `tax_rate` in percent."""
    parts = list(parts)
    nets = [part.net for part in parts if part.net is not None]
    gross = sum((part.gross for part in parts), NOTHING)
    if len(nets) < len(parts):
        tax = None if tax_rate is None else half_up(gross * tax_rate / (HUNDRED + tax_rate))
        return Totals(None, tax, gross)
    net = sum(nets, NOTHING)
    if tax_rate is None:
        return Totals(net, None, gross)
    tax = half_up(net * tax_rate / HUNDRED)
    return Totals(net, tax, net + tax)


def line_amounts(unit: UnitPrice, pieces: int, tax_rate: Decimal | None) -> Amounts:
    """half up(unit price × pieces ÷ price unit, 2), for a line whose quantity has become another."""
    if unit.amounts.net is None or tax_rate is None:
        net = None if unit.amounts.net is None else half_up(unit.amounts.net * pieces / unit.per)
        return Amounts(net, half_up(unit.amounts.gross * pieces / unit.per))
    net = half_up(unit.amounts.net * pieces / unit.per)
    return Amounts(net, net + half_up(net * tax_rate / HUNDRED))
