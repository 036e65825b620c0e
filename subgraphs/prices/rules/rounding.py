"""Amounts as DOMAIN 5.3 wants them: exact until the end, then rounded half up."""

from __future__ import annotations

from decimal import Decimal

from subgraphs.common.money import CENT, half_up
from subgraphs.prices.rules.conditions import Units

UNIT_STEP = Decimal("0.0001")
HUNDRED = Decimal(100)


def unit_price(amount: Decimal) -> Decimal:
    """A price per price unit: up to four places, shown with at least two."""
    rounded = half_up(amount, UNIT_STEP)
    cents = rounded.quantize(CENT)
    return cents if cents == rounded else rounded.normalize()


def less(amount: Decimal, percent: Decimal) -> Decimal:
    return amount * (HUNDRED - percent) / HUNDRED


def with_tax(net: Decimal, percent: Decimal) -> Decimal:
    return net * (HUNDRED + percent) / HUNDRED


def without_tax(gross: Decimal, percent: Decimal) -> Decimal:
    return gross * HUNDRED / (HUNDRED + percent)


def for_units(amount: Decimal, price_quantity: int, units: Units) -> Decimal:
    """An amount told for `price_quantity` price units, brought to the price quantity of the article."""
    return amount if price_quantity == units.price_quantity else amount * units.price_quantity / price_quantity


def line_amount(price: Decimal, quantity: int, units: Units) -> Decimal:
    """half up(unit price × quantity ÷ price unit, 2), the quantity in base units."""
    return half_up(price * quantity / (units.price_content * units.price_quantity))
