"""The sums of an order: tax once on the sum, half up (DOMAIN 5.3; EN 16931, BR-CO-17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from subgraphs.common.money import half_up
from subgraphs.prices.rules.rounding import HUNDRED

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Totals:
    """`net` is None for private buyers, `tax` and what follows from it where no tax rate is known."""

    net: Decimal | None = None
    tax: Decimal | None = None
    gross: Decimal | None = None


def net_totals(nets: Iterable[Decimal], percent: Decimal | None) -> Totals:
    """For businesses: the sum of what is charged net, the tax on this sum, and both together."""
    net = sum(nets, NOTHING)
    tax = None if percent is None else half_up(net * percent / HUNDRED)
    return Totals(net, tax, None if tax is None else net + tax)


def gross_totals(grosses: Iterable[Decimal], percent: Decimal | None) -> Totals:
    """For private buyers: the sum of what is charged gross, and the tax that is in this sum."""
    gross = sum(grosses, NOTHING)
    return Totals(None, None if percent is None else half_up(gross * percent / (HUNDRED + percent)), gross)
